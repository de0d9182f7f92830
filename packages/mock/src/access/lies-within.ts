import { BlockList } from 'node:net';
import { readAddressRange } from '../address-range.js';

/**
 * Tells whether every range lies within one of some others. A range that only several of those cover together is not:
 * who needs it says them one by one.
 */
export function liesWithin(ranges: readonly string[], others: readonly string[]): boolean {
  return ranges.every((range) => others.some((other) => isPart(range, other)));
}

function isPart(text: string, otherText: string): boolean {
  const [range, other] = [readAddressRange(text), readAddressRange(otherText)];
  if (range === undefined || other === undefined) return false;
  // An address of one family can stand for one of the other (RFC 4291 §2.5.5.2): they are compared within their own.
  if (range.family !== other.family || range.bits < other.bits) return false;
  const list = new BlockList();
  list.addSubnet(other.address, other.bits, other.family);
  return list.check(range.address, range.family);
}
