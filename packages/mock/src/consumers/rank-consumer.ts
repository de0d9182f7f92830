import type { Money } from '@fanfare/contract';
import { compareMoney } from '../state/money.js';

/** What ranks are made from. */
export interface RankedHistory {
  readonly totalOrders: number;
  readonly ltv: Money;
  /** When the consumer last did something, in milliseconds since the epoch; `null` for never. */
  readonly lastActiveAt: number | null;
  readonly now: number;
}

/** Ranks from 0 (nothing) to 5 (the best). */
export interface Ranks {
  readonly activityRank: number;
  readonly monetaryRank: number;
  readonly purchaseFrequencyRank: number;
}

const dayMs = 86_400_000;
/** Days since the last activity at most, for rank 5 and down. */
const recency = [1, 7, 30, 90];
/** Lifetime value at least, for rank 1 and up. */
const values: readonly Money[] = ['0.01', '100', '250', '500', '1000'];
const bestRank = 5;

/** Ranks a consumer by fixed steps: how recently they were active, how much they spent, and how often they bought. */
export function rankConsumer({ totalOrders, ltv, lastActiveAt, now }: RankedHistory): Ranks {
  const days = lastActiveAt === null ? null : (now - lastActiveAt) / dayMs;
  return {
    activityRank: days === null ? 0 : bestRank - recency.filter((limit) => days > limit).length,
    monetaryRank: values.filter((least) => compareMoney(ltv, least) >= 0).length,
    purchaseFrequencyRank: Math.min(totalOrders, bestRank),
  };
}

/** A segment of recency, frequency and money. */
export type RfmSegment = 'CHAMPIONS' | 'LOYAL' | 'AT_RISK' | 'NEW' | 'LOST';

/** Names the segment of a consumer; `undefined` for one who never did anything. */
export function rfmSegmentOf(ranks: Ranks): RfmSegment | undefined {
  const { activityRank: recent, monetaryRank: money, purchaseFrequencyRank: often } = ranks;
  if (recent === 0) return undefined;
  if (recent >= 4 && often >= 4 && money >= 4) return 'CHAMPIONS';
  if (recent >= 3 && often >= 2) return 'LOYAL';
  if (recent >= 3) return 'NEW';
  return recent === 2 ? 'AT_RISK' : 'LOST';
}
