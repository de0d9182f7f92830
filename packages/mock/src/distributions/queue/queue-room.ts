import type { ConsumerId, QueueState } from '@fanfare/contract';
import type { QueueChange, QueueRefusal } from '../../mechanisms/queue-change.js';
import { createQueueEngine, type QueueCommand } from '../../mechanisms/queue-engine.js';
import { mayReenter, type QueuePlace } from '../../mechanisms/queue-place.js';
import { createLoyalty } from '../../state/loyalty.js';
import { queueEvent } from './queue-event.js';
import { queueRulesOf } from './queue-rules-of.js';
import { queuePhaseOf, queueStateOf, type QueueSighting } from './queue-view.js';
import { adaptEngine, type Meaning } from '../engine-adapter.js';
import type { RoomCore, RoomResult, RoomSetup, Sighting } from '../room.js';

/** What a queue can do besides what every distribution can. */
export interface QueueCore extends RoomCore {
  enter(command: QueueCommand): RoomResult<QueueRefusal>;
  /** Admits out of turn. */
  admit(command: QueueCommand): RoomResult<QueueRefusal>;
  /** Tells where a consumer stands, as the queue operations answer it. */
  state(sighting: Sighting): QueueState;
}

/** What the changes of a queue mean, and how they are counted. */
const meanings: Readonly<Record<QueueChange['type'], Meaning>> = {
  opened: { what: 'opened' },
  closed: { what: 'closed' },
  entered: { what: 'entered', count: 'queue_entered' },
  admitted: { what: 'granted', count: 'queue_granted' },
  completed: { what: 'completed', count: 'queue_completed' },
  left: { what: 'left', count: 'queue_left' },
  denied: { what: 'denied', count: 'queue_denied' },
};

/** Opens a queue as a distribution among others. */
export function openQueueRoom(setup: RoomSetup<'queue'>): QueueCore {
  const { context, row } = setup;
  const engine = createQueueEngine({ rules: () => queueRulesOf(row), now: context.clock.now() });

  const { toChange, toResult, toCommon } = adaptEngine<QueueChange>({
    meanings,
    grants: 'admitted',
    expired: 'ADMISSION_EXPIRED',
    notTakingPart: 'not_in_queue',
    tell: (change) => (telling) => queueEvent(change, { ...setup, ...telling }),
  });
  function pointsOf(consumerId: ConsumerId): number {
    if (!row.loyaltyBiasEnabled) return 0;
    return context.use(createLoyalty).balanceOf(row.tenant, consumerId).balance;
  }
  const sight = ({ consumerId, grant, afresh }: Sighting): QueueSighting => ({
    row,
    ...setup.whereabouts(),
    lifecycle: engine.lifecycle,
    place: engine.place(consumerId),
    position: engine.position(consumerId),
    grant,
    pollAfterMs: context.settings.pollAfterMs,
    afresh,
  });

  return {
    get lifecycle() {
      return engine.lifecycle;
    },
    advance: (now) => engine.advance(now).map(toChange),
    nextChangeAt: () => engine.nextChangeAt(),
    standing(consumerId) {
      const place = engine.place(consumerId);
      return place && standingOf(place);
    },
    phase: (sighting) => queuePhaseOf(sight(sighting)),
    state: (sighting) => queueStateOf(sight(sighting)),
    enter: (command) => toResult(engine.enter({ ...command, points: pointsOf(command.consumerId) })),
    admit: (command) => toResult(engine.admit(command)),
    leave: (command) => toCommon(engine.leave(command)),
    cancel: (command) => toCommon(engine.cancel(command)),
    deny: (command) => toCommon(engine.deny(command)),
    complete: (command) => toCommon(engine.complete(command)),
    move: (move: { from: ConsumerId; to: ConsumerId }) => engine.move(move),
  };
}

function standingOf(place: QueuePlace): ReturnType<RoomCore['standing']> {
  return {
    status: place.status,
    isActive: place.status === 'queued' || place.status === 'granted' || place.status === 'completed',
    mayReenter: mayReenter(place),
    ...(place.status === 'completed' && { completedAt: place.completedAt }),
    ...(place.status === 'denied' && { deniedReason: place.reason }),
  };
}
