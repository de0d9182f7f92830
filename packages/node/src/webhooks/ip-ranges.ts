import type { BlockList } from 'node:net';
import { describeType, OptionsError } from '@fanfare/core/base';
import { nodeNet, type NodeNet } from '../runtime/node-net.js';

/** Tells whether an IP address is one of a list. */
export type IpRanges = (address: string) => boolean;

/**
 * Reads an option that lists addresses, such as `203.0.113.7`, and networks, such as `2001:db8::/32`.
 *
 * @throws `OptionsError` `invalid_options`, naming the entry that is neither.
 */
export function ipRanges(given: unknown, option: string): IpRanges {
  if (!Array.isArray(given) || given.length === 0) {
    const got = Array.isArray(given) ? 'an empty list' : describeType(given);
    throw new OptionsError(`${option} must be a list of IP addresses and networks, not ${got}.`);
  }
  // A list for each version: in a common one, every address of IPv4 would be in `::/0`.
  const net = nodeNet(option);
  const lists: Lists = { ipv4: new net.BlockList(), ipv6: new net.BlockList() };
  for (const [index, entry] of given.entries()) add(lists, { net, entry, option: `${option}[${index}]` });
  return (address) => {
    const family = familyOf(net, address);
    return family !== undefined && lists[family].check(address, family);
  };
}

type Family = 'ipv4' | 'ipv6';
type Lists = Readonly<Record<Family, BlockList>>;

function familyOf({ isIP }: NodeNet, address: string): Family | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 6 ? 'ipv6' : 'ipv4';
}

interface Entry {
  readonly net: NodeNet;
  readonly entry: unknown;
  readonly option: string;
}

function add(lists: Lists, { net, entry, option }: Entry): void {
  const [, address = '', , bits] =
    typeof entry === 'string' ? (/^([^/]+)(\/(\d{1,3}))?$/.exec(entry) ?? []) : [];
  const family = familyOf(net, address);
  const most = family === 'ipv6' ? 128 : 32;
  const prefix = bits === undefined ? most : Number(bits);
  if (family === undefined || prefix > most) {
    const example = 'such as "203.0.113.7" or "2001:db8::/32"';
    throw new OptionsError(`${option} must be an IP address or a network, ${example}.`);
  }
  lists[family].addSubnet(address, prefix, family);
}
