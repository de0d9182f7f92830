import { OptionsError } from '../errors/error-classes.js';
import { describeType } from './describe-type.js';

/**
 * Refuses options that are not known, so that a misspelt one is not silently without effect.
 *
 * @param what - Whose options they are, as in `FanfareClient`.
 * @throws {@link OptionsError} `invalid_options`, naming the option and the known one that is closest to it.
 * @example
 * ```ts
 * import { checkOptions } from '@fanfare/core';
 *
 * checkOptions({ timeoutMs: 500 }, ['timeoutMs', 'fetch'], 'FanfareClient');
 * ```
 */
export function checkOptions(given: object, known: readonly string[], what: string): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new OptionsError(`${what} takes an object of options, not ${describeType(given)}.`);
  }
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const closest = closestName(unknown, known);
  const advice =
    closest === undefined ? `It takes ${known.join(', ') || 'none'}.` : `Did you mean "${closest}"?`;
  throw new OptionsError(`${what} has no option "${unknown.slice(0, 64)}". ${advice}`);
}

function closestName(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(2, Math.ceil(name.length / 3))
    ? best.candidate
    : undefined;
}

/** Counts the letters to insert, remove or replace (Levenshtein), for names of options, which are short. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= Math.min(from.length, 64); i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
