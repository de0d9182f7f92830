import type { AttributeKind } from '@fanfare/contract';
import { compareMoney } from '../state/money.js';

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
const decimal = /^\d{1,30}(\.\d{1,8})?$/;

/**
 * Tells which of two values is more: above 0 the first, below 0 the second, 0 neither; `undefined` where they cannot
 * be compared. Texts compare without regard to case. Without a kind the values themselves decide.
 */
export function compareValues(
  a: unknown,
  { to: b, kind }: { readonly to: unknown; readonly kind: AttributeKind | undefined },
): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  if (kind === 'money') return decimal.test(a) && decimal.test(b) ? compareMoney(a, b) : undefined;
  if (kind !== 'text' && isoTime.test(a) && isoTime.test(b)) return Date.parse(a) - Date.parse(b);
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left === right ? 0 : left < right ? -1 : 1;
}
