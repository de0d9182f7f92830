import { idPattern } from '@fanfare/contract';

/** An id that stands in a request, and what it is the id of. */
export interface FoundId {
  readonly type: string;
  readonly id: string;
}

/** Finds everything in a part of a request that may be an id; the name of its field says of what. */
export function idsIn(value: unknown, name = ''): readonly FoundId[] {
  if (typeof value === 'string') return idPattern.test(value) ? [{ type: typeOf(name), id: value }] : [];
  if (Array.isArray(value)) return value.flatMap((part) => idsIn(part, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, part]) => idsIn(part, field));
}

/** What an id stands for: `queueIds` are ids of a `queue`. */
export function typeOf(name: string): string {
  return name.replace(/Ids?$/, '') || 'object';
}
