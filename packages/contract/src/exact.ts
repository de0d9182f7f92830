import type * as z from 'zod/mini';

const exacts = new WeakSet<object>();

/**
 * Marks a text whose form a client insists on, because something depends on it: a token, a grant, an amount, a time.
 * Of every other text a tolerant reader asks only that it is one.
 */
export function exact<S extends z.ZodMiniType>(schema: S): S {
  exacts.add(schema);
  return schema;
}

/** Tells whether a schema was marked. */
export function isExact(schema: object): boolean {
  return exacts.has(schema);
}
