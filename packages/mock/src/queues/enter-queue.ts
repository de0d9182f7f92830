import type { ConsumerId, RouteResult } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { mayReenter } from '../mechanisms/queue-place.js';
import { refuse } from '../refusal.js';
import { createExperiences } from '../state/experiences.js';
import { createQueues, type QueueRoom } from '../state/queues.js';
import { refuseInQueue } from './refuse-in-queue.js';

/** Who wants into which queue. */
export interface QueueEntry {
  readonly room: QueueRoom;
  readonly consumerId: ConsumerId;
}

/**
 * Puts a consumer into a queue, if the way through its experience is free for them; who is in it stays.
 *
 * @throws {MockRefusal} `not_open`, `queue_full`, `conflict` where it is closed, `forbidden` where a gate is in the way.
 */
export function enterQueue(context: MockContext, { room, consumerId }: QueueEntry): void {
  const place = room.engine.place(consumerId);
  if (place === undefined || mayReenter(place)) {
    const route = context.use(createExperiences).route({ tenant: room.tenant, consumerId });
    if (route.outcome !== 'routed') refuseGated(route);
  }
  const { refusal } = context.use(createQueues).act(room, { do: 'enter', consumerId });
  if (refusal !== undefined) refuseInQueue(refusal, context.clock.now());
}

function refuseGated({ outcomeReasons }: RouteResult): never {
  return refuse('forbidden', 'The consumer may not enter this queue; the details say why.', {
    details: { reasons: outcomeReasons },
  });
}
