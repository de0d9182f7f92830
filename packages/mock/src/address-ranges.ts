import { BlockList } from 'node:net';
import { addressFamily, readAddressRange } from './address-range.js';

/** Tells whether an address is within some ranges. */
export type AddressCheck = (address: string) => boolean;

/** A list that holds something which is neither an address nor a range. */
export interface WrongRange {
  readonly wrong: string;
}

/** Reads a list of addresses and of ranges. */
export function addressRanges(ranges: readonly string[]): AddressCheck | WrongRange {
  const list = new BlockList();
  for (const text of ranges) {
    const range = readAddressRange(text);
    if (range === undefined) return { wrong: text };
    list.addSubnet(range.address, range.bits, range.family);
  }
  return (address) => {
    const family = addressFamily(address);
    return family !== undefined && list.check(address, family);
  };
}
