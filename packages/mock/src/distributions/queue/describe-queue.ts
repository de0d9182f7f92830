import type { Queue } from '@fanfare/contract';
import { distributionOf } from '../describe-distribution.js';
import type { DistributionRow } from '../distribution-rows.js';

/** Describes a queue. */
export function queueOf(row: DistributionRow<'queue'>): Queue {
  const { admitRate, capacity, maxAdmissions, admissionExpirationSeconds, loyaltyBiasEnabled } = row;
  return {
    ...distributionOf(row),
    admitRate,
    supportsGuest: row.supportsGuest,
    capacity,
    maxAdmissions,
    admissionExpirationSeconds,
    loyaltyBiasEnabled,
  };
}
