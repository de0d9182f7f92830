import { attributeKind } from '@fanfare/contract';
import type { CreateLoyaltyTiers } from '@fanfare/contract/admin';
import { compareValues } from './compare-values.js';

type Tier = CreateLoyaltyTiers['tiers'][number];
type Bound = Tier['startValue'];

/** A tier with the end that it has: the start of the next one where it names none. */
export interface PlannedTier extends Omit<Tier, 'endValue'> {
  readonly endValue: Bound | null;
}

/** The tiers in order of their ranges, or why they cannot be. */
export type TierPlan = { readonly tiers: readonly PlannedTier[] } | { readonly problem: string };

/** Lays tiers out over the values of an attribute: they may leave gaps, but must not overlap. */
export function planTiers({ attribute, tiers }: Pick<CreateLoyaltyTiers, 'attribute' | 'tiers'>): TierPlan {
  const kind = attributeKind(attribute);
  const order = (a: Bound, b: Bound): number => compareValues(a, { to: b, kind }) ?? 0;
  const sorted = [...tiers].sort((a, b) => order(a.startValue, b.startValue));
  const type = kind === 'money' ? 'string' : 'number';
  const bounds = tiers.flatMap(({ startValue, endValue }) => [startValue, endValue ?? startValue]);
  if (bounds.some((bound) => typeof bound !== type)) {
    return { problem: `Bounds of ${attribute} are ${type === 'string' ? 'decimal texts' : 'numbers'}.` };
  }
  if (new Set(tiers.map((tier) => tier.order)).size !== tiers.length) {
    return { problem: 'Every tier needs an order of its own.' };
  }
  const planned = sorted.map((tier, index) => ({
    ...tier,
    endValue: tier.endValue ?? sorted[index + 1]?.startValue ?? null,
  }));
  for (const [index, { name, startValue, endValue }] of planned.entries()) {
    const next = planned[index + 1];
    if (endValue !== null && order(startValue, endValue) >= 0) {
      return { problem: `The tier ${name} must end after it starts.` };
    }
    if (next !== undefined && endValue !== null && order(endValue, next.startValue) > 0) {
      return { problem: `The tiers ${name} and ${next.name} must not overlap.` };
    }
  }
  return { tiers: planned };
}
