import type { TimedReleaseRules } from '../../mechanisms/timed-release-rules.js';
import type { DistributionRow } from '../distribution-rows.js';
import { closesAtOf, opensAtOf } from '../times-of.js';

/** How long a piece is held. Merchants cannot set it; the guidance for admissions is 10 to 30 minutes. */
const reservationMs = 15 * 60_000;

/** Reads the rules of a timed release, as they are at this moment. */
export function timedReleaseRulesOf(release: DistributionRow<'timed_release'>): TimedReleaseRules {
  return { reservationMs, opensAt: opensAtOf(release), closesAt: closesAtOf(release) };
}
