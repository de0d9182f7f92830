import type { DrawRefusal } from '../../mechanisms/draw-change.js';
import { refuse } from '../../refusal.js';
import { isoTime } from '../../state/iso-time.js';

/**
 * Turns the refusal of a draw into the refusal of the call.
 *
 * @throws {MockRefusal} always.
 */
export function refuseInDraw(refusal: DrawRefusal): never {
  switch (refusal.refused) {
    case 'not_open':
      return refuse('not_open', 'The draw is not open yet.', {
        retryAfter: isoTime(refusal.retryAt),
        documented: 'Draw is not open yet',
      });
    case 'closed':
      return refuse('distribution_closed', 'The draw is closed and takes no more entries.', {
        documented: 'Draw is closed',
      });
    case 'full':
      return refuse('conflict', 'The draw has as many entries as it may.');
    case 'won':
      return refuse('conflict', 'The consumer has won; an entry can be taken back only before.');
    case 'not_in_draw':
      return refuse('not_found', 'The consumer has no entry in the draw.');
    case 'ended':
      return refuse('conflict', 'The part of the consumer in the draw is over.');
  }
}
