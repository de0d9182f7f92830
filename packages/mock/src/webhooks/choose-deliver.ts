import { isIP } from 'node:net';
import { deliverPinned } from './deliver-pinned.js';
import type { Deliver } from './deliver.js';
import { guardAddresses } from './guard-addresses.js';
import { resolveHost as resolveBySystem, type ResolveHost } from './resolve-host.js';

/** How a platform sends deliveries, as far as its options say. */
export interface DeliverChoice {
  /** @default requests that connect only to addresses that were checked */
  readonly deliver?: typeof fetch;
  /** @default asks the system; with a `deliver` of one's own, nobody */
  readonly resolveHost?: ResolveHost;
}

/** Chooses what sends deliveries. A `deliver` of one's own reaches its hosts itself; names are asked for only on request. */
export function chooseDeliver({ deliver, resolveHost }: DeliverChoice): Deliver {
  if (deliver === undefined) return deliverPinned(resolveHost ?? resolveBySystem);
  if (resolveHost === undefined) return deliver;
  return async (url, init) => {
    const { hostname } = new URL(url);
    if (isIP(hostname.replace(/^\[(.*)\]$/, '$1')) === 0) {
      guardAddresses({ hostname, addresses: await resolveHost(hostname) });
    }
    return deliver(url, init);
  };
}
