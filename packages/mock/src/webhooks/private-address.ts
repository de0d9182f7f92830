import { BlockList, isIP } from 'node:net';

type Range = readonly [address: string, prefix: number];

const loopbackRanges: readonly Range[] = [
  ['127.0.0.0', 8],
  ['::1', 128],
];

/** Addresses that no server on the internet has (RFC 6890 and its registries). */
const privateRanges: readonly Range[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const privateNames = /(^|\.)(local|internal|intranet|lan|home\.arpa|invalid|test|example|onion)$/;

/** Where a host of a URL leads: to this machine, to a network that is not the internet, or outside. */
export type HostReach = 'loopback' | 'private' | 'public';

/**
 * Tells where a host leads, by its name or its address. A name that resolves to a private address is not
 * noticed: nothing is looked up.
 *
 * @param hostname as `URL` normalised it, so that decimal, octal and hexadecimal IPv4 are dotted already.
 */
export function hostReach(hostname: string): HostReach {
  const host = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  if (isIP(host) === 0) return privateNames.test(host) || !host.includes('.') ? 'private' : 'public';
  if (listed(loopbackRanges, host)) return 'loopback';
  return listed(privateRanges, host) ? 'private' : 'public';
}

function listed(ranges: readonly Range[], address: string): boolean {
  const list = new BlockList();
  for (const [start, prefix] of ranges) list.addSubnet(start, prefix, family(start));
  return list.check(address, family(address)); // an IPv4 address mapped into IPv6 matches the IPv4 ranges
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
