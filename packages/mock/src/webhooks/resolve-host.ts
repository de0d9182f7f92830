import { lookup } from 'node:dns/promises';

/** Tells the IP addresses of a name. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

/** Asks the system, which may ask the DNS. */
export async function resolveHost(hostname: string): Promise<readonly string[]> {
  const found = await lookup(hostname, { all: true });
  return found.map(({ address }) => address);
}
