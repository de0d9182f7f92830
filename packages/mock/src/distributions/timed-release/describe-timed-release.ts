import type { TimedRelease } from '@fanfare/contract';
import { distributionOf } from '../describe-distribution.js';
import type { DistributionRow } from '../distribution-rows.js';

/** Describes a timed release. */
export function timedReleaseOf(row: DistributionRow<'timed_release'>): TimedRelease {
  return { ...distributionOf(row), supportsGuest: row.supportsGuest };
}
