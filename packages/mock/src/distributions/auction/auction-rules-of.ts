import type { Money } from '@fanfare/contract';
import type { AuctionRules } from '../../mechanisms/auction-rules.js';
import { usualMoney } from '../../state/money.js';
import type { AuctionFields } from '../distribution-rows.js';
import { opensAtOf } from '../times-of.js';

/** Reads the rules of an auction, as they are at this moment. */
export function auctionRulesOf(auction: Omit<AuctionFields, 'sequenceId'>): AuctionRules {
  const { closeAt, statusOverride, statusOverrideAt, autoExtendSeconds, priceDropIntervalSeconds } = auction;
  const settlesAt = Date.parse(auction.settleAt);
  return {
    auctionType: auction.auctionType,
    opensAt: opensAtOf(auction),
    closesAt: closeAt === null ? settlesAt : Date.parse(closeAt),
    settlesAt,
    endsAt: statusOverride === null || statusOverrideAt === null ? null : Date.parse(statusOverrideAt),
    quantity: auction.quantity ?? 1,
    startPrice: amount(auction.startPrice),
    reservePrice: amount(auction.reservePrice),
    minBidIncrement: amount(auction.minBidIncrement),
    autoExtendMs: (autoExtendSeconds ?? 0) * 1000,
    floorPrice: amount(auction.floorPrice),
    priceDropAmount: amount(auction.priceDropAmount),
    priceDropIntervalMs: priceDropIntervalSeconds === null ? null : priceDropIntervalSeconds * 1000,
  };
}

function amount(money: Money | null): Money | null {
  return money === null ? null : usualMoney(money);
}
