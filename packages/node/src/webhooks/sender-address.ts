import type { IpRanges } from './ip-ranges.js';
import { parseIp } from './parse-ip.js';

/** Where a request came from, as the runtime knows it. */
export interface RequestOrigin {
  /** The address that connected: nothing that the request says of itself. */
  readonly peer: string | undefined;
  /** The values of `X-Forwarded-For`, in their order. */
  readonly forwardedFor: readonly string[];
}

/**
 * Finds the address that sent a request. `X-Forwarded-For` is written by anybody, so it is read from its end, and only as
 * far as trusted proxies wrote it: each of them appends the address that it was called from.
 *
 * @returns `undefined` where that is no IP address.
 */
export function senderAddress(
  { peer, forwardedFor }: RequestOrigin,
  isTrusted: IpRanges,
): string | undefined {
  const forwarded = forwardedFor.flatMap((value) => value.split(','));
  let address = normalized(peer ?? '');
  while (address !== undefined && isTrusted(address) && forwarded.length > 0) {
    address = normalized(forwarded.pop() ?? '');
  }
  return address;
}

const mapped = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;
const withPort = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/;

/** A socket for both versions writes IPv4 as IPv6, an address may come with its interface, and some proxies add a port. */
function normalized(text: string): string | undefined {
  const bare = text.trim();
  const [, six, four] = withPort.exec(bare) ?? [];
  const address = (six ?? four ?? bare).replace(/%.*$/, '').replace(mapped, '');
  return parseIp(address) === undefined ? undefined : address;
}
