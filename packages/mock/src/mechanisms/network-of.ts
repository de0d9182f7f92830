/** How many groups of an IPv6 address name the network: a single household is given all addresses of one (RFC 6177). */
const networkGroups = 4;

/** Names whom an address stands for: itself, or in IPv6 the network of 64 bits that it is one of. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const known = [...(left ?? []), ...(right ?? [])].length;
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - known)).fill('0');
  const groups = [...(left ?? []), ...zeros, ...(right ?? [])].slice(0, networkGroups);
  return `${groups.map((group) => group.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
