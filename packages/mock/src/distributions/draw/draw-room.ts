import type { ConsumerId, DrawState } from '@fanfare/contract';
import type { DrawChange, DrawRefusal, DrawResult } from '../../mechanisms/draw-change.js';
import { createDrawEngine, type DrawCommand } from '../../mechanisms/draw-engine.js';
import { drawEnds, type DrawPlace } from '../../mechanisms/draw-place.js';
import { loyaltyWeight } from '../../mechanisms/loyalty-weight.js';
import { createLoyalty } from '../../state/loyalty.js';
import { assignedProducts } from './assigned-products.js';
import { drawEvent, isTold } from './draw-event.js';
import { drawRulesOf } from './draw-rules-of.js';
import { drawPhaseOf, drawStateOf, type DrawSighting } from './draw-view.js';
import { adaptEngine, type Meaning } from '../engine-adapter.js';
import type { RoomCore, RoomResult, RoomSetup, Sighting } from '../room.js';

/** What a draw can do besides what every distribution can. */
export interface DrawCore extends RoomCore {
  /** The order in which entrants win stands. */
  readonly isDrawn: boolean;
  enter(command: DrawCommand): RoomResult<DrawRefusal>;
  /** Tells where a consumer stands, as the draw operations answer it. */
  state(sighting: Sighting): DrawState;
}

/** What the changes of a draw mean, and how they are counted. */
const meanings: Readonly<Record<DrawChange['type'], Meaning>> = {
  opened: { what: 'opened' },
  closed: { what: 'settling' },
  finished: { what: 'closed', count: 'draw_ended' },
  entered: { what: 'entered', count: 'draw_entered' },
  won: { what: 'granted', count: 'draw_won' },
  lost: { what: 'denied', count: 'draw_denied' },
  completed: { what: 'completed', count: 'draw_completed' },
  left: { what: 'left' },
  denied: { what: 'denied', count: 'draw_denied' },
};

/** Opens a draw as a distribution among others. */
export function openDrawRoom(setup: RoomSetup<'draw'>): DrawCore {
  const { context, row, random } = setup;
  const products = assignedProducts(setup);
  const engine = createDrawEngine({
    rules: () => drawRulesOf(row),
    now: context.clock.now(),
    random,
    weightOf: (consumerId) => (row.loyaltyBiasEnabled ? loyaltyWeight(pointsOf(consumerId)) : 1),
  });

  function pointsOf(consumerId: ConsumerId): number {
    return context.use(createLoyalty).balanceOf(row.tenant, consumerId).balance;
  }

  const adapter = adaptEngine<DrawChange>({
    meanings,
    grants: 'won',
    expired: drawEnds.expired,
    notTakingPart: 'not_in_draw',
    tell: (change) => (isTold(change) ? (telling) => drawEvent(change, { ...setup, ...telling }) : undefined),
  });
  /** A product is assigned with the win, before anybody is told of it. */
  const assigned = <Result extends Pick<DrawResult, 'changes'>>(result: Result): Result => {
    for (const change of result.changes) if (change.type === 'won') products.assign(change.consumerId);
    return result;
  };
  const toResult = (result: DrawResult): RoomResult<DrawRefusal> => adapter.toResult(assigned(result));
  const toCommon = (result: DrawResult): RoomResult => adapter.toCommon(assigned(result));
  const sight = ({ consumerId, grant, afresh }: Sighting): DrawSighting => ({
    row,
    ...setup.whereabouts(),
    lifecycle: engine.lifecycle,
    place: engine.place(consumerId),
    grant,
    selectedProductId: products.of(consumerId),
    pollAfterMs: context.settings.pollAfterMs,
    afresh,
  });

  return {
    get lifecycle() {
      return engine.lifecycle;
    },
    get isDrawn() {
      return engine.isDrawn;
    },
    advance: (now) => toResult({ changes: engine.advance(now) }).changes,
    nextChangeAt: () => engine.nextChangeAt(),
    standing(consumerId) {
      const place = engine.place(consumerId);
      return place && standingOf(place);
    },
    phase: (sighting) => drawPhaseOf(sight(sighting)),
    state: (sighting) => drawStateOf(sight(sighting)),
    enter: (command) => toResult(engine.enter(command)),
    leave: (command) => toCommon(engine.leave(command)),
    cancel: (command) => toCommon(engine.cancel(command)),
    deny: (command) => toCommon(engine.deny(command)),
    complete: (command) => toCommon(engine.complete(command)),
    goodsFor: (consumerId) => ({ productId: products.of(consumerId) }),
    move(move: { from: ConsumerId; to: ConsumerId }) {
      const kept = engine.move(move);
      if (kept === 'from') products.move(move);
      return kept;
    },
  };
}

const activeStatuses: readonly DrawPlace['status'][] = ['entered', 'won', 'completed'];

function standingOf(place: DrawPlace): ReturnType<RoomCore['standing']> {
  return {
    status: place.status,
    isActive: activeStatuses.includes(place.status),
    mayReenter: place.status === 'left',
    ...(place.status === 'completed' && { completedAt: place.completedAt }),
    ...(place.status === 'denied' && { deniedReason: place.reason }),
  };
}
