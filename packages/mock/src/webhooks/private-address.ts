import { BlockList, isIP, isIPv6 } from 'node:net';

type Range = readonly [address: string, prefix: number];

const loopbackRanges: readonly Range[] = [
  ['127.0.0.0', 8],
  ['::1', 128],
];

/** IPv4 addresses that no server on the internet has (RFC 6890 and its registry). */
const privateRanges: readonly Range[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** The one part of IPv6 that servers on the internet have addresses in (RFC 4291 §2.4)… */
const globalRanges: readonly Range[] = [['2000::', 3]];

/** …and what in it is none of theirs: Teredo and its neighbours, examples, 6to4, which can name private IPv4. */
const exceptedRanges: readonly Range[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const privateNames =
  /(^|\.)(local|localdomain|internal|intranet|lan|home\.arpa|invalid|test|example|onion|alt)$/;

/** Where a host of a URL leads: to this machine, to a network that is not the internet, or outside. */
export type HostReach = 'loopback' | 'private' | 'public';

/**
 * Tells where a host leads, by its name or its address. What a name resolves to is asked when something is sent
 * there.
 *
 * @param hostname as `URL` normalised it, so that decimal, octal and hexadecimal IPv4 are dotted already.
 */
export function hostReach(hostname: string): HostReach {
  const host = hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  if (isIP(host) !== 0) return addressReach(host);
  return privateNames.test(host) || !host.includes('.') ? 'private' : 'public';
}

/** Tells where an IP address leads. One of IPv4 that is mapped into IPv6 is private, wherever it leads. */
export function addressReach(address: string): HostReach {
  if (isIP(address) === 0) return 'private';
  if (isListed(loopbackRanges, address)) return 'loopback';
  if (!isIPv6(address)) return isListed(privateRanges, address) ? 'private' : 'public';
  return isListed(globalRanges, address) && !isListed(exceptedRanges, address) ? 'public' : 'private';
}

function isListed(ranges: readonly Range[], address: string): boolean {
  const list = new BlockList();
  for (const [start, prefix] of ranges) list.addSubnet(start, prefix, family(start));
  return list.check(address, family(address)); // loopback mapped into IPv6 matches the IPv4 range
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
