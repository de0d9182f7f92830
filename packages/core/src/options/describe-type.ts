/**
 * Names the type of a value for an error message, never the value, which may be a secret.
 *
 * @example
 * ```ts
 * import { describeType } from '@fanfare/core';
 *
 * describeType(['sk_live_…']); // 'an array'
 * ```
 */
export function describeType(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (value === '') return 'an empty string';
  if (Array.isArray(value)) return 'an array';
  if (Number.isNaN(value)) return 'NaN';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
