const units: readonly (readonly [ms: number, name: string, most: number])[] = [
  [1_000, 's', 120],
  [60_000, 'min', 120],
  [3_600_000, 'h', 48],
  [86_400_000, 'days', 60],
];

/**
 * Says when to come back, as a sentence for the end of a message; a time beyond all reason is "later".
 *
 * @param ms - The wait, in milliseconds.
 * @example
 * ```ts
 * import { adviseWait } from '@fanfare/core';
 *
 * adviseWait(12_000); // 'Try again in 12 s.'
 * ```
 */
export function adviseWait(ms: number): string {
  if (ms <= 0) return 'Try again now.';
  const unit = units.find(([size, , most]) => ms <= size * most);
  return `Try again ${unit === undefined ? 'later' : `in ${Math.ceil(ms / unit[0])} ${unit[1]}`}.`;
}
