import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { guardWay, refuseEntry } from '../experiences/guard-way.js';
import { createConsumers } from '../state/consumers.js';
import { supportsGuest } from './availability.js';
import type { Room } from './room.js';

/** Who wants into which distribution. */
export interface Entry {
  readonly room: Room;
  readonly consumerId: ConsumerId;
}

/**
 * Lets a consumer through to a distribution if its sequence is free for them; who takes part already stays.
 *
 * @throws {MockRefusal} `not_found` where it is put away, `forbidden` where a gate is in the way.
 */
export function guardEntry(context: MockContext, { room, consumerId }: Entry): void {
  const standing = room.core.standing(consumerId);
  if (standing !== undefined && !standing.mayReenter) return;
  const { tenant, row } = room;
  const { experienceId } = room.whereabouts();
  guardWay(context, { tenant, consumerId, experienceId, sequenceId: row.sequenceId });
  // The sequence lets guests through if any of its distributions takes them; this one may not.
  const isGuest = context.use(createConsumers).find(tenant, consumerId)?.isGuest ?? true;
  if (isGuest && !supportsGuest([room])) refuseEntry([{ code: 'AUTH_REQUIRED' }]);
}
