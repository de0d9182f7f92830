import { BlockList, isIP } from 'node:net';
import type { MockPlatformOptions } from './mock-platform-options.js';

/** Tells the address that a request comes from; `undefined` where it is not known. */
export type AddressReader = (request: Request) => string | undefined;

/**
 * Makes the reader of addresses. What a request says about itself counts only where the last hop, the one that
 * we saw ourselves, is a proxy that was named.
 *
 * @throws {TypeError} where a proxy is neither an address nor a range.
 */
export function createAddressReader({
  addressFrom,
  trustedProxies = [],
}: Pick<MockPlatformOptions, 'addressFrom' | 'trustedProxies'>): AddressReader {
  const isTrusted = createProxyCheck(trustedProxies);
  return (request) => {
    const seen = typeof addressFrom === 'string' ? request.headers.get(addressFrom) : addressFrom?.(request);
    let address = plain(seen ?? '');
    const hops = (request.headers.get('x-forwarded-for') ?? '').split(',').map(plain);
    // Every proxy adds the address that it saw at the end: what stands before an untrusted one may be invented.
    while (address !== undefined && isTrusted(address)) {
      const before = hops.pop();
      if (before === undefined) break;
      address = before;
    }
    return address;
  };
}

/** Makes the check whether an address is that of a proxy whose words are believed. */
export function createProxyCheck(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', length] = proxy.split('/');
    const family = familyOf(address);
    const bits = length === undefined ? undefined : Number(length);
    const isRange =
      bits === undefined || (/^\d{1,3}$/.test(length ?? '') && bits <= (family === 'ipv4' ? 32 : 128));
    if (family === undefined || !isRange) {
      throw new TypeError(
        `A trusted proxy must be an address or a range such as "10.0.0.0/8"; got ${JSON.stringify(proxy)}.`,
      );
    }
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, bits, family);
  }
  return (address) => {
    const family = familyOf(address);
    return family !== undefined && list.check(address, family);
  };
}

/** Writes an address in one way; an IPv4 address that came over IPv6 (RFC 4291 §2.5.5.2) as what it is. */
function plain(text: string): string | undefined {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? undefined : address.toLowerCase();
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}
