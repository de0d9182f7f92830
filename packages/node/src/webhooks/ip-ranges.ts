import { describeType, OptionsError } from '@fanfare/core/base';
import { parseIp } from './parse-ip.js';

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
  const networks = given.map((entry: unknown, index) => networkOf(entry, `${option}[${index}]`));
  return (address) => {
    const bytes = parseIp(address);
    return bytes !== undefined && networks.some((network) => holds(network, bytes));
  };
}

interface Network {
  readonly bytes: readonly number[];
  /** How many bits of it count. */
  readonly prefix: number;
}

/** Networks of one version hold no address of the other: `::/0` is every address of IPv6, and none of IPv4. */
function holds({ bytes, prefix }: Network, address: readonly number[]): boolean {
  if (bytes.length !== address.length) return false;
  return bytes.every((byte, at) => {
    const bits = Math.min(8, Math.max(0, prefix - at * 8));
    return (byte ^ (address[at] ?? 0)) >> (8 - bits) === 0;
  });
}

function networkOf(entry: unknown, option: string): Network {
  const [, address = '', , bits] =
    typeof entry === 'string' ? (/^([^/]+)(\/(\d{1,3}))?$/.exec(entry) ?? []) : [];
  const bytes = parseIp(address);
  // An IPv4 address in the spelling of IPv6 counts its bits as such.
  const most = (bytes?.length ?? 0) * 8;
  const skipped = bytes?.length === 4 && address.includes(':') ? 96 : 0;
  const prefix = bits === undefined ? most : Number(bits) - skipped;
  if (bytes === undefined || prefix < 0 || prefix > most) {
    const example = 'such as "203.0.113.7" or "2001:db8::/32"';
    throw new OptionsError(`${option} must be an IP address or a network, ${example}.`);
  }
  return { bytes, prefix };
}
