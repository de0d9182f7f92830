import type { AuctionBid, AuctionState, ConsumerId } from '@fanfare/contract';
import type {
  AuctionChange,
  AuctionRefusal,
  AuctionResult,
  WinRefusal,
} from '../../mechanisms/auction-change.js';
import {
  createAuctionEngine,
  type AuctionCommand,
  type BidCommand,
} from '../../mechanisms/auction-engine.js';
import type { AuctionPlace } from '../../mechanisms/auction-place.js';
import { auctionEvent, isTold } from './auction-event.js';
import { auctionPhaseOf, type AuctionSight } from './auction-phase.js';
import { auctionRulesOf } from './auction-rules-of.js';
import { auctionStateOf, bidsOf, type BidListing } from './auction-state.js';
import { currencyOf } from './describe-auction.js';
import type { RoomChange, RoomChangeKind, RoomCore, RoomResult, RoomSetup, Sighting } from '../room.js';

/** What an auction can do besides what every distribution can. */
export interface AuctionCore extends RoomCore, AuctionSight {
  enter(command: AuctionCommand): RoomResult<AuctionRefusal>;
  bid(command: BidCommand): RoomResult<AuctionRefusal>;
  /** Tells where a consumer stands, as the auction operations answer it. */
  state(sighting: Sighting): AuctionState;
  bids(listing: BidListing): AuctionBid[];
  /** Whether anybody bid yet. */
  readonly hasBids: boolean;
}

/** What the changes of an auction mean, and how they are counted. */
const meanings: Readonly<Record<AuctionChange['type'], { what: RoomChangeKind; count?: string }>> = {
  opened: { what: 'opened' },
  closed: { what: 'settling' },
  settled: { what: 'closed', count: 'auction_ended' },
  entered: { what: 'entered', count: 'auction_entered' },
  bid: { what: 'noted', count: 'bid_placed' },
  outbid: { what: 'noted', count: 'outbid' },
  extended: { what: 'noted' },
  price_dropped: { what: 'noted', count: 'price_dropped' },
  won: { what: 'granted', count: 'bid_won' },
  lost: { what: 'denied', count: 'bid_lost' },
  completed: { what: 'completed' },
  lapsed: { what: 'denied' },
};

/** Opens an auction as a distribution among others. */
export function openAuctionRoom(setup: RoomSetup<'auction'>): AuctionCore {
  const { context, row } = setup;
  const engine = createAuctionEngine({ rules: () => auctionRulesOf(row), now: context.clock.now() });

  const toChange = (change: AuctionChange): RoomChange => {
    const isHighestBid = change.type === 'bid' && change.bid === engine.highest;
    const currencyCode = currencyOf(context, setup.tenant);
    const setting = { ...setup, currencyCode, isHighestBid, bidId: () => context.newId('bid') };
    return {
      ...meanings[change.type],
      at: change.at,
      ...('consumerId' in change && { consumerId: change.consumerId }),
      ...('reason' in change && { reason: change.reason }),
      ...grantStep(change),
      ...fieldsOf(change, currencyCode),
      ...(isTold(change) && { tell: (telling) => auctionEvent(change, { ...setting, ...telling }) }),
    };
  };
  const toResult = <Refusal extends AuctionRefusal | WinRefusal>({
    changes,
    refusal,
  }: AuctionResult<Refusal>): RoomResult<Refusal> => ({
    changes: changes.map(toChange),
    ...(refusal !== undefined && { refusal }),
  });

  return {
    get lifecycle() {
      return engine.lifecycle;
    },
    get closesAt() {
      return engine.closesAt;
    },
    get settlesAt() {
      return engine.settlesAt;
    },
    get decidedAt() {
      return engine.decidedAt;
    },
    get price() {
      return engine.price;
    },
    get remaining() {
      return engine.remaining;
    },
    get highest() {
      return engine.highest;
    },
    get hasBids() {
      return engine.bids.length > 0;
    },
    advance: (now) => engine.advance(now).map(toChange),
    nextChangeAt: () => engine.nextChangeAt(),
    standing(consumerId) {
      const place = engine.place(consumerId);
      return place && standingOf(place, engine.decidedAt !== undefined);
    },
    phase({ consumerId, grant }) {
      const place = engine.place(consumerId);
      const where = { ...setup.whereabouts(), currencyCode: currencyOf(context, setup.tenant) };
      return auctionPhaseOf({ row, ...where, auction: engine, place, grant });
    },
    state({ consumerId, grant }) {
      const { pollAfterMs } = context.settings;
      const isDecided = engine.decidedAt !== undefined;
      return auctionStateOf({ place: engine.place(consumerId), grant, pollAfterMs, isDecided });
    },
    bids: (listing) => bidsOf(engine, listing),
    enter: (command) => toResult(engine.enter(command)),
    bid: (command) => toResult(engine.bid(command)),
    // Bids bind: whoever takes part stays.
    leave: ({ now }) => ({ changes: engine.advance(now).map(toChange) }),
    cancel: (command) => toResult(engine.lapse({ ...command, reason: 'ORDER_CANCELLED' })),
    deny: (command) => toResult(engine.deny(command)),
    complete: (command) => toResult(engine.complete(command)),
    goodsFor: () => ({ quantity: 1 }),
    priceFor: (consumerId) => engine.place(consumerId)?.win?.amount,
    move: (move: { from: ConsumerId; to: ConsumerId }) => engine.move(move),
  };
}

function standingOf(
  { status, win, sentAway }: AuctionPlace,
  isDecided: boolean,
): ReturnType<RoomCore['standing']> {
  const deniedReason = win?.reason ?? sentAway?.reason;
  return {
    status,
    isActive: win === undefined ? !isDecided && sentAway === undefined : win.sale !== 'lapsed',
    mayReenter: false,
    ...(win?.sale === 'completed' && win.endedAt !== undefined && { completedAt: win.endedAt }),
    ...(deniedReason !== undefined && { deniedReason }),
  };
}

function grantStep({ type }: AuctionChange): Pick<RoomChange, 'grant'> {
  switch (type) {
    case 'won':
      return { grant: { do: 'issue', expiresAt: null } };
    case 'completed':
      return { grant: { do: 'use' } };
    case 'lapsed':
      return { grant: { do: 'revoke' } };
    default:
      return {};
  }
}

function fieldsOf(change: AuctionChange, currency: string): Pick<RoomChange, 'fields'> {
  if (change.type === 'bid') return { fields: { amount: change.bid.amount, currency } };
  if (change.type === 'price_dropped') return { fields: { amount: change.price, currency } };
  return 'amount' in change ? { fields: { amount: change.amount, currency } } : {};
}
