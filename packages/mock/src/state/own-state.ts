import type { JourneyState, OwnState, QueueState } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createExperiences, type Shopper } from './experiences.js';
import { queueStateOf, sequenceStateOf, type QueueSighting } from './queue-view.js';
import { createQueues, type QueueRoom } from './queues.js';
import { worldData } from './world.js';

/** Tells where a consumer stands in a queue. */
export function queueStateIn(context: MockContext, at: Shopper & { readonly room: QueueRoom }): QueueState {
  return queueStateOf(sight(context, at));
}

/** Tells everything that a consumer takes part in. */
export function ownStateOf(context: MockContext, shopper: Shopper): OwnState {
  const { pollAfterMs } = context.settings;
  const hint = pollAfterMs === undefined ? {} : { pollAfterMs };
  const journey = journeyOf(context, shopper);
  return { active: { journeys: journey === undefined ? [] : [journey] }, ...hint };
}

function journeyOf(context: MockContext, shopper: Shopper): JourneyState | undefined {
  const experiences = context.use(createExperiences);
  const data = worldData(context.world, shopper.tenant);
  const participation = experiences.participation(shopper);
  if (data === undefined || participation === undefined) return undefined;
  if (experiences.find(shopper.tenant, data.experience.id) === undefined) return undefined;
  const room = context.use(createQueues).find(shopper.tenant, data.queue.id);
  if (room === undefined) return undefined;

  const shared = { experienceId: data.experience.id };
  const sequenceId = data.sequence.id;
  const sighting = sight(context, { ...shopper, room });
  const routed: JourneyState = {
    journeyStage: 'routed',
    ...shared,
    sequenceId,
    sequence: sequenceStateOf(sighting),
  };
  // Who is in line stays there, also when the merchant adds a condition afterwards.
  if (sighting.place !== undefined) return routed;
  const { outcome, selected } = experiences.route(shopper);
  if (outcome === 'routed') return routed;
  if (outcome === 'gated') {
    return { journeyStage: 'gated', ...shared, gates: selected?.gates ?? [], selected: { sequenceId } };
  }
  return { ...routed, sequence: { phase: 'unavailable', reason: 'NO_ACCESS' } };
}

function sight(
  context: MockContext,
  { room, ...shopper }: Shopper & { readonly room: QueueRoom },
): QueueSighting {
  const { data, engine } = room;
  return {
    data,
    lifecycle: engine.lifecycle,
    place: engine.place(shopper.consumerId),
    position: engine.position(shopper.consumerId),
    grant: context.use(createQueues).grantOf(room, shopper.consumerId),
    pollAfterMs: context.settings.pollAfterMs,
    afresh: context.use(createExperiences).participation(shopper)?.afresh ?? false,
  };
}
