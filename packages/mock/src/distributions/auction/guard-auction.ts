import type { AuctionRules } from '../../mechanisms/auction-rules.js';
import { lowestPrice } from '../../mechanisms/dutch-auction.js';
import { refuse } from '../../refusal.js';
import { compareMoney, sumMoney, timesMoney } from '../../state/money.js';
import { auctionRulesOf } from './auction-rules-of.js';
import type { AuctionFields } from '../distribution-rows.js';

/** How often a price may fall: each time is told and counted. */
const mostDrops = 10_000;

/** @throws {MockRefusal} `validation_error` where the settings of an auction do not fit together. */
export function guardAuction(auction: Omit<AuctionFields, 'sequenceId'>): void {
  const rules = auctionRulesOf(auction);
  const wrong = wrongTimes(rules) ?? (rules.auctionType === 'dutch' ? wrongPrices(rules) : undefined);
  if (wrong !== undefined) refuse('validation_error', wrong);
}

function wrongTimes({ opensAt, closesAt, settlesAt }: AuctionRules): string | undefined {
  if (closesAt > settlesAt) return 'An auction must close before it settles.';
  if (opensAt !== null && opensAt >= closesAt) return 'An auction must open before it closes.';
  return undefined;
}

function wrongPrices(rules: AuctionRules): string | undefined {
  const { startPrice, priceDropAmount, priceDropIntervalMs } = rules;
  if (startPrice === null || priceDropAmount === null || priceDropIntervalMs === null) {
    return 'A Dutch auction needs startPrice, priceDropAmount and priceDropIntervalSeconds.';
  }
  const lowest = lowestPrice(rules);
  if (compareMoney(startPrice, lowest) < 0)
    return 'The price of a Dutch auction must not start below its lowest.';
  const reach = sumMoney([lowest, timesMoney(priceDropAmount, mostDrops)]);
  if (compareMoney(startPrice, reach) <= 0) return undefined;
  return `The price of a Dutch auction must not take more than ${mostDrops} steps down.`;
}
