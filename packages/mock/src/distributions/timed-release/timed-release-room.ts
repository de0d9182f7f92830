import type { ConsumerId, TimedReleaseState } from '@fanfare/contract';
import type { TimedReleaseChange, TimedReleaseRefusal } from '../../mechanisms/timed-release-change.js';
import { createTimedReleaseEngine } from '../../mechanisms/timed-release-engine.js';
import {
  mayReenterRelease,
  reservationExpired,
  type TimedReleasePlace,
} from '../../mechanisms/timed-release-place.js';
import { releaseStock } from './release-stock.js';
import { adaptEngine, type Meaning } from '../engine-adapter.js';
import { lifecycleEvent } from '../lifecycle-event.js';
import type { RoomCommand, RoomCore, RoomResult, RoomSetup, Sighting } from '../room.js';
import { timedReleaseRulesOf } from './timed-release-rules-of.js';
import { timedReleasePhaseOf, timedReleaseStateOf, type TimedReleaseSighting } from './timed-release-view.js';

/** What a timed release can do besides what every distribution can. */
export interface TimedReleaseCore extends RoomCore {
  /** Reserves a piece of a variant; of whichever is left where none is named. */
  enter(command: RoomCommand & { readonly variantId?: string | undefined }): RoomResult<TimedReleaseRefusal>;
  offers(variantId: string): boolean;
  /** Tells where a consumer stands, as the operations of timed releases answer it. */
  state(sighting: Sighting): TimedReleaseState;
}

/** What the changes of a timed release mean, and how they are counted. */
const meanings: Readonly<Record<TimedReleaseChange['type'], Meaning>> = {
  opened: { what: 'opened' },
  closed: { what: 'closed' },
  entered: { what: 'entered', count: 'timed_release_entered' },
  completed: { what: 'completed', count: 'timed_release_completed' },
  left: { what: 'left', count: 'timed_release_left' },
  denied: { what: 'denied', count: 'timed_release_denied' },
};

/** Opens a timed release as a distribution among others. */
export function openTimedReleaseRoom(setup: RoomSetup<'timed_release'>): TimedReleaseCore {
  const { context, row } = setup;
  const stock = releaseStock(setup);
  const engine = createTimedReleaseEngine({
    rules: () => timedReleaseRulesOf(row),
    stock,
    now: context.clock.now(),
  });

  const { toChange, toResult, toCommon } = adaptEngine<TimedReleaseChange>({
    meanings,
    grants: 'entered',
    expired: reservationExpired,
    notTakingPart: 'not_in_release',
    // Of its consumers merchants are told nothing.
    tell: (change) =>
      change.type === 'opened' || change.type === 'closed'
        ? () => lifecycleEvent('timed_release', change, setup)
        : undefined,
  });
  const sight = ({ consumerId, grant, afresh }: Sighting): TimedReleaseSighting => ({
    row,
    ...setup.whereabouts(),
    lifecycle: engine.lifecycle,
    place: engine.place(consumerId),
    grant,
    pollAfterMs: context.settings.pollAfterMs,
    afresh,
    isSoldOut: stock.isSoldOut(),
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
    phase: (sighting) => timedReleasePhaseOf(sight(sighting)),
    state: (sighting) => timedReleaseStateOf(sight(sighting)),
    offers: (variantId) => stock.offers(variantId),
    enter: ({ variantId, ...command }) =>
      toResult(
        engine.enter({ ...command, variantIds: variantId === undefined ? stock.choices() : [variantId] }),
      ),
    leave: (command) => toCommon(engine.leave(command)),
    cancel: (command) => toCommon(engine.cancel(command)),
    deny: (command) => toCommon(engine.deny(command)),
    complete: (command) => toCommon(engine.complete(command)),
    goodsFor: (consumerId) => ({
      variantId: engine.place(consumerId)?.variantId ?? undefined,
      quantity: 1,
    }),
    handOver: (consumerId) => engine.handOver(consumerId),
    move: (move: { from: ConsumerId; to: ConsumerId }) => engine.move(move),
  };
}

function standingOf(place: TimedReleasePlace): ReturnType<RoomCore['standing']> {
  return {
    status: place.status,
    isActive: place.status === 'entered' || place.status === 'completed',
    mayReenter: mayReenterRelease(place),
    ...(place.status === 'completed' && { completedAt: place.completedAt }),
    ...(place.status === 'denied' && { deniedReason: place.reason }),
  };
}
