import type { QueueRules } from '../../mechanisms/queue-rules.js';
import type { DistributionRow } from '../distribution-rows.js';
import { closesAtOf, opensAtOf } from '../times-of.js';

/** Reads the rules of a queue, as they are at this moment. */
export function queueRulesOf(queue: DistributionRow<'queue'>): QueueRules {
  const { admitRate, capacity, maxAdmissions, admissionExpirationSeconds } = queue;
  return {
    admitRate,
    capacity,
    maxAdmissions,
    admissionExpirationMs: admissionExpirationSeconds === null ? null : admissionExpirationSeconds * 1000,
    opensAt: opensAtOf(queue),
    closesAt: closesAtOf(queue),
  };
}
