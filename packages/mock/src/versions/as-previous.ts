import { operationList } from '@fanfare/contract/operations';
import { isOptional, partsOf, type Schema } from './parts-of.js';

/** Optional only because not every state has it; where it belongs, every platform says it. */
const indispensable = ['admissionGrant', 'booking', 'challenge', 'lastFileId', 'selected', 'sequences'];

/** What a caller may have written, every platform gives back. */
const written: ReadonlySet<string> = new Set([
  ...indispensable,
  ...operationList.flatMap(({ body }) => (body === undefined ? [] : namesIn(body))),
]);

/** Makes of an answer what a platform before this contract answers: without what the platform may leave out. */
export function asPrevious(schema: Schema, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const parts = partsOf(schema, value);
  if (parts.kind === 'array' && Array.isArray(value)) {
    return value.map((member) => asPrevious(parts.element, member));
  }
  if (parts.kind !== 'object' || typeof value !== 'object') return value;
  const members = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    const schemaOf = Object.hasOwn(parts.shape, name) ? parts.shape[name] : undefined;
    if (schemaOf === undefined) return [[name, member]];
    return isOptional(schemaOf) && !written.has(name) ? [] : [[name, asPrevious(schemaOf, member)]];
  });
  return Object.fromEntries(members);
}

function namesIn(body: Schema): readonly string[] {
  const parts = partsOf(body, undefined);
  if (parts.kind === 'array') return namesIn(parts.element);
  if (parts.kind !== 'object') return [];
  return Object.entries(parts.shape).flatMap(([name, member]) => [name, ...namesIn(member)]);
}
