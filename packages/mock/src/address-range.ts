import { isIP } from 'node:net';

/** Addresses that begin alike. */
export interface AddressRange {
  readonly address: string;
  /** How many bits are the same for all. */
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Reads an address such as `203.0.113.7` or a range such as `2001:db8::/32` (RFC 4632, RFC 4291 §2.3); `undefined` where it is neither. */
export function readAddressRange(text: string): AddressRange | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const family = addressFamily(address);
  const most = family === 'ipv4' ? 32 : 128;
  const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (family === undefined || rest.length > 0 || !(bits <= most)) return undefined;
  return { address, bits, family };
}

/** Tells of which kind an address is; `undefined` where it is none. */
export function addressFamily(address: string): AddressRange['family'] | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}
