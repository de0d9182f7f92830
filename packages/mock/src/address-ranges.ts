import { BlockList, isIP } from 'node:net';

/** Tells whether an address is within some ranges. */
export type AddressCheck = (address: string) => boolean;

/** A list that holds something which is neither an address nor a range. */
export interface WrongRange {
  readonly wrong: string;
}

/** Reads a list of addresses such as `203.0.113.7` and of ranges such as `2001:db8::/32` (RFC 4632, RFC 4291 §2.3). */
export function addressRanges(ranges: readonly string[]): AddressCheck | WrongRange {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', length, ...rest] = range.split('/');
    const family = familyOf(address);
    const most = family === 'ipv4' ? 32 : 128;
    const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
    if (family === undefined || rest.length > 0 || !(bits <= most)) return { wrong: range };
    list.addSubnet(address, bits, family);
  }
  return (address) => {
    const family = familyOf(address);
    return family !== undefined && list.check(address, family);
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}
