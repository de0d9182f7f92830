import { hostReach } from './private-address.js';

/** Tells whether an address leads to a `host:port`, also by another name of this machine. */
export function leadsTo(url: URL, authority: string): boolean {
  const own = URL.parse(`${url.protocol}//${authority}`); // without a port it is that of either scheme
  if (own === null || url.port !== own.port) return false;
  return (
    nameOf(url) === nameOf(own) || [url, own].every(({ hostname }) => hostReach(hostname) === 'loopback')
  );
}

function nameOf({ hostname }: URL): string {
  return hostname.replace(/\.$/, '');
}
