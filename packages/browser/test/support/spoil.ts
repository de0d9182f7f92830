import fc from 'fast-check';

const junk = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  1.5,
  2 ** 53,
  0,
  '',
  'x',
  'x'.repeat(300),
  'x'.repeat(3_000),
  '2026-02-30T10:00:00Z',
  '2024-02-29T10:00:00.5Z',
  '2026-11-22T10:00:00+01:00',
  '2026-11-22',
  '129.00',
  '.5',
  [],
  {},
  [[]],
);

/** Takes a value that fits and changes one place in it, or removes it. */
export function spoil(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value);
  return fc
    .tuple(fc.constantFrom(...places), fc.option(junk, { nil: undefined }))
    .map(([place, replacement]) => replaced(value, place, replacement));
}

function placesOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const inner = Object.entries(value).flatMap(([key, member]) =>
    placesOf(member).map((place) => [key, ...place]),
  );
  return [[], ...inner];
}

function replaced(value: unknown, place: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return replacement === undefined ? {} : replacement;
  if (Array.isArray(value)) {
    return value.map((member, index) =>
      String(index) === key ? replaced(member, rest, replacement) : member,
    );
  }
  const object = value as Readonly<Record<string, unknown>>; // `placesOf` went this way
  const { [key]: member, ...others } = object;
  if (rest.length === 0 && replacement === undefined) return others;
  return { ...others, [key]: replaced(member, rest, replacement) };
}
