import type { Auction } from '@fanfare/contract';
import type { MockContext } from '../../context.js';
import { isoTime } from '../../state/iso-time.js';
import { worldOrganization } from '../../state/world.js';
import type { Tenant } from '../../tenant.js';
import type { AuctionCore } from './auction-room.js';
import { distributionOf } from '../describe-distribution.js';
import type { DistributionRow } from '../distribution-rows.js';
import type { Room } from '../room.js';

/** The currency that a tenant's auctions are held in. */
export function currencyOf({ world }: MockContext, tenant: Tenant): string {
  return worldOrganization(world, tenant)?.currencyCode ?? '';
}

/** Describes an auction as its merchant set it up. */
export function adminAuctionOf(context: MockContext, row: DistributionRow<'auction'>): Auction {
  const { settleAt, auctionType, reservePrice, minBidIncrement, startPrice, floorPrice } = row;
  const { priceDropAmount, priceDropIntervalSeconds, autoExtendSeconds, quantity } = row;
  return {
    ...distributionOf(row),
    currencyCode: currencyOf(context, row.tenant),
    ...{ settleAt, auctionType, reservePrice, minBidIncrement, startPrice, floorPrice },
    ...{ priceDropAmount, priceDropIntervalSeconds, autoExtendSeconds, quantity },
  };
}

/** Describes an auction as shoppers see it: with the times that count, a late bid included. */
export function auctionOf(context: MockContext, { row, core }: Room<'auction', AuctionCore>): Auction {
  const times = { closeAt: isoTime(core.closesAt), settleAt: isoTime(core.settlesAt) };
  return { ...adminAuctionOf(context, row), ...times };
}
