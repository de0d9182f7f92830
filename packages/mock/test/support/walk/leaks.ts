import type { Walker } from './walker.js';

/** Whose things must not turn up elsewhere. */
export interface Secretive {
  readonly walker: Pick<Walker, 'pool'>;
  /** What stands in everything that they write. */
  readonly canary: string;
}

const token = /[\w-]{8,}/g;
const serverSecret = /\bsk_(?:test|live)_\w+|\bwhsec_\w+/;

/** Finds in an answer what belongs to others: their ids, grants and codes, and everything that they wrote. */
export function leaksFrom(others: readonly Secretive[], text: string): readonly string[] {
  const words = new Set(text.match(token));
  return others.flatMap(({ walker, canary }) => [
    ...(text.includes(canary) ? [canary] : []),
    ...[...words].filter((word) => walker.pool.values().has(word)),
  ]);
}

/** Finds in an answer what no answer may hold. */
export function secretIn(text: string): string | undefined {
  return serverSecret.exec(text)?.[0];
}
