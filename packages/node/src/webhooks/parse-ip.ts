/**
 * Reads an IP address: 4 bytes for IPv4, 16 for IPv6 (RFC 4291 §2.2), in every spelling of it. An IPv4 address inside of an IPv6 one, as
 * sockets for both versions write it (`::ffff:203.0.113.7`), is read as IPv4.
 *
 * @returns `undefined` where the text is no address
 */
export function parseIp(text: string): readonly number[] | undefined {
  const bytes = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
  return bytes !== undefined && isMapped(bytes) ? bytes.slice(mappedPrefix.length) : bytes;
}

const mappedPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

function isMapped(bytes: readonly number[]): boolean {
  return bytes.length === 16 && mappedPrefix.every((byte, at) => bytes[at] === byte);
}

function parseIpv4(text: string): readonly number[] | undefined {
  const octets = text.split('.');
  // Without zeros in front, which some readers take for octal.
  const isGood = (octet: string): boolean => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256;
  return octets.length === 4 && octets.every(isGood) ? octets.map(Number) : undefined;
}

function parseIpv6(text: string): readonly number[] | undefined {
  const [before = '', after, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const [head, tail] = [bytesOf(before), after === undefined ? [] : bytesOf(after)];
  if (head === undefined || tail === undefined) return undefined;
  // An IPv4 address stands at the very end only.
  if (after !== undefined && before.includes('.')) return undefined;
  const missing = 16 - head.length - tail.length;
  if (after === undefined) return missing === 0 ? head : undefined;
  return missing < 2 ? undefined : [...head, ...Array<number>(missing).fill(0), ...tail];
}

function bytesOf(groups: string): readonly number[] | undefined {
  if (groups === '') return [];
  const bytes: number[] = [];
  const all = groups.split(':');
  for (const [at, group] of all.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
      continue;
    }
    const last = at === all.length - 1 ? parseIpv4(group) : undefined;
    if (last === undefined) return undefined;
    bytes.push(...last);
  }
  return bytes;
}
