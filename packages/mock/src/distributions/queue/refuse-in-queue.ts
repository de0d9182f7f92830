import type { QueueRefusal } from '../../mechanisms/queue-change.js';
import { refuse } from '../../refusal.js';
import { isoTime } from '../../state/iso-time.js';

/** When to come back to a full line that does not move, in seconds. */
const standstillSeconds = 60;

/**
 * Turns the refusal of a queue into the refusal of the call.
 *
 * @throws {MockRefusal} always.
 */
export function refuseInQueue(refusal: QueueRefusal, now: number): never {
  switch (refusal.refused) {
    case 'not_open':
      return refuse('not_open', 'The queue is not open yet.', {
        retryAfter: isoTime(refusal.retryAt),
        documented: 'Queue is not open yet',
      });
    case 'full': {
      const wait = refusal.retryAt === null ? standstillSeconds : Math.ceil((refusal.retryAt - now) / 1000);
      return refuse('queue_full', 'The queue is full.', {
        retryAfter: Math.max(1, wait),
        documented: 'Queue is full',
      });
    }
    case 'closed':
      return refuse('conflict', 'The queue is closed and takes nobody in any more.');
    case 'not_in_queue':
      return refuse('not_found', 'The consumer is not in the queue.', {
        documented: 'Consumer not in queue',
      });
    case 'ended':
      return refuse('conflict', 'The part of the consumer in the queue is over.');
    case 'exhausted':
      return refuse('conflict', 'The queue has admitted as many consumers as it may.');
  }
}
