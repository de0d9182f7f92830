import type { withTolerance } from '@fanfare/contract/schemas';
import { factsOf } from './arbitrary-from-schema.js';

type Schema = Parameters<typeof withTolerance>[0];

/** A value with one thing wrong. */
export interface Mutation {
  readonly what: string;
  /** Where, as `items.0.quantity`. */
  readonly path: string;
  readonly value: unknown;
}

/** What a mutation looks into: each type of schema has some of it. */
interface Def {
  readonly type: string;
  readonly shape: Readonly<Record<string, Schema>>;
  readonly catchall?: Schema;
  readonly element: Schema;
  readonly innerType: Schema;
  readonly options: readonly Schema[];
}

/** Makes of a value that a schema accepts every value with one thing wrong: too much, too little, or another kind. */
export function mutationsOf(schema: Schema, value: unknown): readonly Mutation[] {
  return [...otherValues(schema, value), ...inside(schema, value)];
}

const stranger = 'nobodyKnowsThis';

function inside(schema: Schema, value: unknown): readonly Mutation[] {
  const def = schema._zod.def as unknown as Def; // the contract uses no type of schema that has other parts
  switch (def.type) {
    case 'object':
      return isRecord(value) ? insideObject(def, value) : [];
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((element, index) =>
            inPlace(`${index}`, mutationsOf(def.element, element), (changed) => value.with(index, changed)),
          )
        : [];
    case 'optional':
    case 'nullable':
      return value === null ? [] : inside(def.innerType, value);
    case 'union':
      return def.options
        .filter((option) => option.safeParse(value).success)
        .flatMap((option) => inside(option, value));
    default:
      return [];
  }
}

function insideObject(
  { shape, catchall }: Def,
  value: Readonly<Record<string, unknown>>,
): readonly Mutation[] {
  const isClosed = catchall?._zod.def.type === 'never';
  const more = isClosed
    ? [{ what: 'a field too many', path: stranger, value: { ...value, [stranger]: 1 } }]
    : [];
  const members = Object.entries(shape).flatMap(([name, member]) => [
    ...(member.safeParse(undefined).success
      ? []
      : [{ what: 'a field too few', path: name, value: without(value, name) }]),
    ...(name in value
      ? inPlace(name, mutationsOf(member, value[name]), (changed) => ({ ...value, [name]: changed }))
      : []),
  ]);
  return [...more, ...members];
}

function inPlace(
  step: string,
  mutations: readonly Mutation[],
  put: (changed: unknown) => unknown,
): readonly Mutation[] {
  return mutations.map(({ what, path, value }) => ({
    what,
    path: path === '' ? step : `${step}.${path}`,
    value: put(value),
  }));
}

/** Values of other kinds, and those just beyond the bounds, as far as the schema refuses them. */
function otherValues(schema: Schema, value: unknown): readonly Mutation[] {
  const { min = 0, max = Infinity } = factsOf(innermost(schema));
  const isText = typeof value === 'string';
  const candidates: readonly (readonly [string, unknown])[] = [
    ['another kind', isText ? 12.5 : 'text'],
    ['a list', [[]]],
    ['an empty object', {}],
    ['a control character', '\u0007'],
    ['too long', isText && max < 20_000 ? 'x'.repeat(max + 1) : undefined],
    ['too short', isText ? 'x'.repeat(Math.max(0, min - 1)) : undefined],
    ['too large', typeof value === 'number' ? max + 1 : undefined],
    ['too small', typeof value === 'number' ? min - 1 : undefined],
  ];
  return candidates
    .filter(([, candidate]) => candidate !== undefined && candidate !== Infinity)
    .filter(([, candidate]) => !schema.safeParse(candidate).success)
    .map(([what, candidate]) => ({ what, path: '', value: candidate }));
}

function innermost(schema: Schema): Schema {
  const { innerType } = schema._zod.def as unknown as Partial<Def>; // as above
  return innerType === undefined ? schema : innermost(innerType);
}

function without(value: Readonly<Record<string, unknown>>, name: string): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
