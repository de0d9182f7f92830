import type { MockContext } from '../../context.js';
import { adminAuctionOf } from '../../distributions/auction/describe-auction.js';
import type { AuctionFields } from '../../distributions/distribution-rows.js';
import { createDistributions, type RoomOf } from '../../distributions/distributions.js';
import { guardAuction } from '../../distributions/auction/guard-auction.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import type { Patch } from '../../state/table.js';
import { withDefaults } from '../../state/with-defaults.js';
import type { Tenant } from '../../tenant.js';
import { guardEdit, guardSequence, pageOfDistributions } from './distribution-edits.js';
import { draftAuction, newAuction } from './draft-auction.js';

/** The operations of this resource. */
type AdminAuctionOperation = `admin.auctions.${'list' | 'create' | 'get' | 'update' | 'archive'}`;

/** Auctions, as a merchant sets them up. */
export const adminAuctionHandlers: HandlersOf<AdminAuctionOperation> = {
  'admin.auctions.list': ({ context, principal: { tenant }, query }) =>
    pageOfDistributions(context, {
      tenant,
      rows: context.use(createDistributions).rowsOf(tenant, 'auction'),
      query,
      show: (row) => adminAuctionOf(context, row),
    }),

  'admin.auctions.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { sequenceId } = body;
    guardSequence(context, { tenant, sequenceId });
    const fields = { ...draftAuction(body), sequenceId };
    return adminAuctionOf(
      context,
      context.use(createDistributions).create(tenant, 'auction', { fields, by }).row,
    );
  },

  'admin.auctions.get': ({ context, principal: { tenant }, params }) =>
    adminAuctionOf(context, roomOf(context, { tenant, ...params }).row),

  'admin.auctions.update': ({ context, principal: { tenant, keyId: by }, params, body: patch }) => {
    const room = roomOf(context, { tenant, ...params });
    guardEdit(context, { room, patch });
    guardAuction(withDefaults({ ...room.row }, patch));
    guardPromises(room, patch);
    context.use(createDistributions).update(room, { patch, by });
    return adminAuctionOf(context, room.row);
  },

  'admin.auctions.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const room = roomOf(context, { tenant, ...params });
    context.use(createDistributions).archive(room, { by });
    return adminAuctionOf(context, room.row);
  },
};

/** @throws {MockRefusal} `conflict` where something would change that bidders relied on. */
function guardPromises({ row, core }: RoomOf<'auction'>, patch: Patch<AuctionFields>): void {
  const promised = Object.keys(newAuction) as (keyof typeof newAuction)[]; // the keys of a literal
  const broken = promised.filter((name) => patch[name] !== undefined && patch[name] !== row[name]);
  if (!core.hasBids || broken.length === 0) return;
  refuse('conflict', `Somebody has bid; this stays as it is: ${broken.join(', ')}.`);
}

function roomOf(
  context: MockContext,
  { tenant, auctionId }: { tenant: Tenant; auctionId: string },
): RoomOf<'auction'> {
  const room = context.use(createDistributions).findOf(tenant, 'auction', auctionId);
  return room ?? refuse('not_found', 'There is no such auction.');
}
