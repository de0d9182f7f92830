import type { QueueRules } from '../mechanisms/queue-rules.js';
import type { WorldQueue } from './world.js';

/** Reads the rules of a queue of the world, as they are at this moment. */
export function queueRulesOf(queue: WorldQueue): QueueRules {
  const { admitRate, capacity, maxAdmissions, admissionExpirationSeconds } = queue;
  return {
    admitRate,
    capacity,
    maxAdmissions,
    admissionExpirationMs: admissionExpirationSeconds === null ? null : admissionExpirationSeconds * 1000,
    opensAt: queue.openAt === null ? null : Date.parse(queue.openAt),
    closesAt: queue.closeAt === null ? null : Date.parse(queue.closeAt),
  };
}
