import type { AuctionState, ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { AuctionRefusal } from '../mechanisms/auction-change.js';
import type { AuctionCore } from '../distributions/auction/auction-room.js';
import { auctionOf } from '../distributions/auction/describe-auction.js';
import { createDistributions, type RoomOf } from '../distributions/distributions.js';
import { guardEntry, type Entry } from '../distributions/guard-entry.js';
import { isSeenBy } from '../distributions/is-seen-by.js';
import { refuseInAuction } from '../distributions/auction/refuse-in-auction.js';
import type { RoomResult } from '../distributions/room.js';
import type { HandlersOf } from '../handler.js';
import { refuse } from '../refusal.js';
import { createOrderLimits } from '../state/order-limits.js';
import { sightIn } from '../state/own-state.js';
import type { Tenant } from '../tenant.js';

/** The operations of this resource. */
type AuctionOperation = `auctions.${
  'get' | 'enter' | 'bid' | 'status' | 'bids' | 'bidHistory' | 'highestBid' | 'currentPrice'}`;

/** How many bids a list has where it is not asked for a number. */
const usualBids = 20;

/** Auctions: what a shopper bids, and what everybody may see of the bidding. */
export const auctionHandlers: HandlersOf<AuctionOperation> = {
  'auctions.get': ({ context, principal: { tenant }, params }) =>
    auctionOf(context, roomOf(context, { tenant, ...params })),

  'auctions.enter': ({ context, principal: { tenant, consumerId }, params }) => {
    const room = roomOf(context, { tenant, ...params });
    take(context, { room, consumerId }, (core, now) => core.enter({ consumerId, now }));
    return { success: true };
  },

  'auctions.bid': ({ context, principal: { tenant, consumerId }, params, body: { amount } }) => {
    const room = roomOf(context, { tenant, ...params });
    take(context, { room, consumerId }, (core, now) => core.bid({ consumerId, now, amount }));
    return stateIn(context, { room, consumerId });
  },

  'auctions.status': ({ context, principal: { tenant, consumerId }, params }) =>
    stateIn(context, { room: roomOf(context, { tenant, consumerId, ...params }), consumerId }),

  'auctions.bids': ({ context, principal: { tenant }, params, query }) => {
    const room = roomOf(context, { tenant, ...params });
    if (query.organizationId !== tenant.organizationId) refuseUnknown();
    return room.core.bids({ limit: query.limit ?? usualBids });
  },

  'auctions.bidHistory': ({ context, principal: { tenant, consumerId: own }, params, query }) =>
    roomOf(context, { tenant, ...params }).core.bids({ limit: query.limit ?? usualBids, own }),

  'auctions.highestBid': ({ context, principal: { tenant }, params }) => ({
    amount: roomOf(context, { tenant, ...params }).core.highest?.amount ?? null,
  }),

  'auctions.currentPrice': ({ context, principal: { tenant }, params }) => {
    const { core } = roomOf(context, { tenant, ...params });
    const auctionEnded = core.lifecycle === 'closed';
    return { currentPrice: core.price, remainingQuantity: core.remaining, auctionEnded };
  },
};

interface Bidding extends Entry {
  readonly room: RoomOf<'auction'>;
}

function take(
  context: MockContext,
  { room, consumerId }: Bidding,
  run: (core: AuctionCore, now: number) => RoomResult<AuctionRefusal>,
): void {
  guardEntry(context, { room, consumerId });
  if (room.core.standing(consumerId) === undefined) {
    const { tenant, row } = room;
    context.use(createOrderLimits).check({ tenant, sequenceId: row.sequenceId, consumerId });
  }
  const { refusal } = context.use(createDistributions).act(room, run);
  if (refusal !== undefined) refuseInAuction(refusal);
}

function stateIn(context: MockContext, { room, consumerId }: Bidding): AuctionState {
  return room.core.state(sightIn(context, { tenant: room.tenant, consumerId }, room));
}

function roomOf(
  context: MockContext,
  { tenant, consumerId, auctionId }: { tenant: Tenant; auctionId: string; consumerId?: ConsumerId },
): RoomOf<'auction'> {
  const room = context.use(createDistributions).findOf(tenant, 'auction', auctionId);
  return isSeenBy(room, consumerId) ? room : refuseUnknown();
}

function refuseUnknown(): never {
  return refuse('not_found', 'There is no such auction.');
}
