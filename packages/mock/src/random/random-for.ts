import { seededRandom } from './seeded-random.js';

/**
 * Makes a source of numbers for one decision, from a seed and what is decided: the same whatever else was drawn
 * before (the text is hashed with FNV-1a).
 */
export function randomFor(seed: number, what: string): () => number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(what)) hash = Math.imul(hash ^ byte, 0x01000193);
  return seededRandom(seed ^ hash);
}
