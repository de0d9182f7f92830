import type { ConsumerId, RouteResult } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { createExperiences } from '../state/experiences.js';
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
  const route = context.use(createExperiences).routeTo({ tenant, consumerId, experienceId }, row.sequenceId);
  if (route.outcome !== 'routed') refuseBecause(route.outcomeReasons);
  // The sequence lets guests through if any of its distributions takes them; this one may not.
  const isGuest = context.use(createConsumers).find(tenant, consumerId)?.isGuest ?? true;
  if (isGuest && !supportsGuest([room])) refuseBecause([{ code: 'AUTH_REQUIRED' }]);
}

function refuseBecause(reasons: RouteResult['outcomeReasons']): never {
  return refuse('forbidden', 'The consumer may not enter this distribution; the details say why.', {
    details: { reasons },
  });
}
