import type { Money } from '@fanfare/contract';
import type { AnalyticsQuery } from '@fanfare/contract/admin';
import { divideMoney, sumMoney } from '../state/money.js';
import type { Fact } from './fact.js';
import { readPath } from './read-path.js';

/** What is counted or added up. */
export type Measure = AnalyticsQuery['measures'][number];

/** What facts are measured with. */
export interface Measuring {
  readonly measure: Measure;
  /** Amounts in any other currency are left out. */
  readonly currency: string;
}

const decimal = /^\d{1,12}(\.\d{1,8})?$/;

/**
 * Measures facts of one event. Amounts are added as decimals and stay texts; an average is rounded down to cents.
 *
 * @returns `undefined` for an average of nothing.
 */
export function measureFacts(
  facts: readonly Fact[],
  { measure, currency }: Measuring,
): number | string | undefined {
  const { op, unit, field = '' } = measure;
  if (op === 'count') return facts.length;
  if (unit === 'currency') {
    const own = facts.filter((fact) => fact.currency === currency);
    return measureMoney(own.map((fact) => readPath(fact, field)).filter(isMoney), op);
  }
  const numbers = facts.map((fact) => readPath(fact, field)).filter((value) => typeof value === 'number');
  const sum = numbers.reduce((total, value) => total + value, 0);
  if (op === 'sum') return sum;
  return numbers.length === 0 ? undefined : sum / numbers.length;
}

function measureMoney(amounts: readonly Money[], op: 'sum' | 'avg'): Money | undefined {
  const sum = sumMoney(amounts);
  if (op === 'sum') return sum;
  return amounts.length === 0 ? undefined : divideMoney(sum, amounts.length);
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'string' && decimal.test(value);
}
