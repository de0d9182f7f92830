import type { AdminDraw } from '@fanfare/contract/admin';
import type { Draw } from '@fanfare/contract';
import { distributionOf } from '../describe-distribution.js';
import type { DistributionRow } from '../distribution-rows.js';

/** Describes a draw as a shopper sees it. */
export function drawOf(row: DistributionRow<'draw'>): Draw {
  const { drawAt, supportsGuest, capacity, admissionExpirationSeconds } = row;
  const { continueSelectingUntilCompleted, loyaltyBiasEnabled } = row;
  return {
    ...distributionOf(row),
    drawAt,
    supportsGuest,
    capacity,
    continueSelectingUntilCompleted,
    loyaltyBiasEnabled,
    admissionExpirationSeconds,
  };
}

/** Describes a draw as its merchant sees it. */
export function adminDrawOf(row: DistributionRow<'draw'>): AdminDraw {
  return { ...drawOf(row), winnerCount: row.winnerCount };
}
