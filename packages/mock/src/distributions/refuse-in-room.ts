import { refuse } from '../refusal.js';
import type { RoomRefusal } from './room.js';

/**
 * Turns the refusal of a command that every mechanism has into the refusal of the call.
 *
 * @throws {MockRefusal} always.
 */
export function refuseInRoom({ refused }: RoomRefusal): never {
  if (refused === 'ended') return refuse('conflict', 'The part of the consumer in the distribution is over.');
  return refuse('not_found', 'The consumer does not take part in the distribution.', {
    documented: 'Consumer not in queue',
  });
}
