import type { TimedReleaseRefusal } from '../../mechanisms/timed-release-change.js';
import { refuse } from '../../refusal.js';
import { isoTime } from '../../state/iso-time.js';

/**
 * Turns the refusal of a timed release into the refusal of the call.
 *
 * @throws {MockRefusal} always.
 */
export function refuseInRelease(refusal: TimedReleaseRefusal): never {
  switch (refusal.refused) {
    case 'not_open':
      return refuse('not_open', 'The timed release is not open yet.', {
        retryAfter: isoTime(refusal.retryAt),
      });
    case 'closed':
      return refuse('distribution_closed', 'The timed release is closed.');
    case 'sold_out':
      return refuse('conflict', 'The timed release is sold out, unless somebody gives a piece back.');
    case 'not_in_release':
      return refuse('not_found', 'The consumer has not entered the timed release.');
    case 'ended':
      return refuse('conflict', 'The part of the consumer in the timed release is over.');
  }
}
