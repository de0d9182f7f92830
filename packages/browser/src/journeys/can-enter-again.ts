import type { DistributionSummary, Outcome } from '@fanfare/contract';

const forgiving: ReadonlySet<Outcome['type']> = new Set<Outcome['type']>(['left', 'expired']);

/** Tells whether a shopper whose part in a queue ended may enter that queue once more. */
export function canEnterAgain(distribution: DistributionSummary, outcome: Outcome): boolean {
  return distribution.lifecycle === 'open' && forgiving.has(outcome.type);
}
