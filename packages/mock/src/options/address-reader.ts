import { isIP } from 'node:net';
import { addressRanges, type AddressCheck } from '../address-ranges.js';
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
  const isTrusted = proxyCheck(trustedProxies);
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

function proxyCheck(proxies: readonly string[]): AddressCheck {
  const ranges = addressRanges(proxies);
  if (typeof ranges === 'function') return ranges;
  throw new TypeError(
    `A trusted proxy must be an address or a range such as "10.0.0.0/8"; got ${JSON.stringify(ranges.wrong)}.`,
  );
}

/** Writes an address in one way; an IPv4 address that came over IPv6 (RFC 4291 §2.5.5.2) as what it is. */
function plain(text: string): string | undefined {
  const address = text.trim().replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? undefined : address.toLowerCase();
}
