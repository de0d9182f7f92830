import { isIP } from 'node:net';
import { addressRanges, type AddressCheck } from '../address-ranges.js';
import type { MockPlatformOptions } from './mock-platform-options.js';

/** What is known of the connection that a request came over. */
export interface Connection {
  /** The address of the caller, where it is known. */
  readonly address: string | undefined;
  readonly isEncrypted: boolean;
  /** The name in the certificate that the client showed, where it showed one. */
  readonly clientCertificate: string | undefined;
}

/** Tells what is known of the connection that a request came over. */
export type ConnectionReader = (request: Request) => Connection;

/**
 * Makes the reader of connections. What a request says about itself counts only where the last hop, the one that
 * we saw ourselves, is a proxy that was named.
 *
 * @throws {TypeError} where a proxy is neither an address nor a range.
 */
export function createConnectionReader({
  addressFrom,
  certificateFrom,
  trustedProxies = [],
}: Pick<MockPlatformOptions, 'addressFrom' | 'certificateFrom' | 'trustedProxies'>): ConnectionReader {
  const isTrusted = proxyCheck(trustedProxies);
  return (request) => {
    const read = typeof addressFrom === 'string' ? request.headers.get(addressFrom) : addressFrom?.(request);
    const seen = plain(read ?? '');
    const clientCertificate = certificateFrom?.(request);
    if (seen === undefined || !isTrusted(seen)) {
      return { address: seen, isEncrypted: isHttps(request.url), clientCertificate };
    }
    const proto = request.headers.get('x-forwarded-proto')?.split(',').at(-1)?.trim();
    return {
      address: behind(seen, { forwarded: request.headers.get('x-forwarded-for') ?? '', isTrusted }),
      isEncrypted: proto === undefined ? isHttps(request.url) : proto === 'https',
      clientCertificate,
    };
  };
}

/** Every proxy adds the address that it saw at the end: what stands before an untrusted one may be invented. */
function behind(
  proxy: string,
  { forwarded, isTrusted }: { readonly forwarded: string; readonly isTrusted: AddressCheck },
): string {
  const hops = forwarded.split(',').map(plain);
  let address = proxy;
  while (isTrusted(address)) {
    const before = hops.pop();
    if (before === undefined) break;
    address = before;
  }
  return address;
}

function isHttps(url: string): boolean {
  return url.startsWith('https:');
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
