import type { Money } from '@fanfare/contract';
import type { JourneySnapshot } from './snapshot.js';

/** How far somebody goes. */
export interface RebidRule {
  readonly maxAmount: Money;
  readonly increment?: Money | undefined;
}

/** Amounts have at most eight decimals. */
const decimals = 8;

/**
 * Decides what to bid now: an amount, `null` where there is nothing to do, and `'limit'` where the least that counts is more
 * than the shopper allowed. Pure; never more than `maxAmount`, never less than the platform takes.
 */
export function nextBid(
  snapshot: JourneySnapshot,
  { maxAmount, increment }: RebidRule,
): Money | 'limit' | null {
  if (!('rebid' in snapshot) || snapshot.consumer.status !== 'outbid') return null;
  const { leastBid, highestBid } = snapshot.bidding;
  if (leastBid === null) return null; // a guess could be refused, or too much
  if (unitsOf(leastBid) > unitsOf(maxAmount)) return 'limit';
  if (increment === undefined || highestBid === null) return leastBid;
  const wished = unitsOf(highestBid) + unitsOf(increment);
  if (wished <= unitsOf(leastBid)) return leastBid;
  return wished > unitsOf(maxAmount) ? maxAmount : toMoney(wished);
}

/** Counts an amount in hundred-millionths: no number of floating point holds all amounts. */
function unitsOf(amount: Money): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(decimals, '0'));
}

function toMoney(units: bigint): Money {
  const digits = String(units).padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0{1,6}$/, '');
  return `${digits.slice(0, -decimals)}.${fraction}` as Money; // of that form
}
