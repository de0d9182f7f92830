import { isOptional, isUnion, partsOf, type Schema } from './parts-of.js';

/** What only a later platform says, as a word where this contract has a list of words. */
export const nextWord = 'from_next';
/** What only a later platform says, as a field of an object; its value has all that JSON has. */
export const nextField = {
  fromNext: { text: 'later', list: [1, null, { deep: true }], none: null },
} as const;

/** Of which kind a thing is, or how far; a later platform has other things of other kinds, and renames none. */
const kinds: ReadonlySet<string> = new Set(['auctionType', 'syncStatus', 'tokenType']);

/**
 * Makes of an answer what a later platform answers: a field that is not known in every object, a member that is not known in lists of words and
 * of things of several kinds, and such a word also where the contract can do without one.
 */
export function asNext(schema: Schema, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const parts = partsOf(schema, value);
  if (parts.kind === 'array' && Array.isArray(value)) {
    const { element } = parts;
    const members = value.map((member) => asNext(element, member));
    return [...members, ...strangers(element, value)];
  }
  if (parts.kind !== 'object' || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]) => {
    const schemaOf = Object.hasOwn(parts.shape, name) ? parts.shape[name] : undefined;
    if (schemaOf === undefined) return [name, member];
    const isOpen = isOptional(schemaOf) && !kinds.has(name) && partsOf(schemaOf, member).kind === 'enum';
    return [name, isOpen && member !== null ? nextWord : asNext(schemaOf, member)];
  });
  return { ...Object.fromEntries(members), ...nextField };
}

/** A word, or a thing of a kind, that only a later platform has; none in an empty list, which stays one. */
function strangers(element: Schema, members: readonly unknown[]): readonly unknown[] {
  const last = members.at(-1);
  if (last === undefined) return [];
  if (partsOf(element, last).kind === 'enum') return [nextWord];
  return isUnion(element) && typeof last === 'object' ? [stranger(last)] : [];
}

/** Every word of it is another one: what it is called, of which kind it is, where it stands. */
function stranger(known: object | null): object {
  const members = Object.entries(known ?? {}).filter(([, member]) => typeof member === 'string');
  return { ...Object.fromEntries(members.map(([name]) => [name, nextWord])), ...nextField };
}
