import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import type { Deliver } from './deliver.js';
import { guardAddresses } from './guard-addresses.js';
import type { ResolveHost } from './resolve-host.js';

/**
 * Makes what sends deliveries over the network. A name is resolved once, its addresses are checked, and the connection
 * is made to one of those and to no other: a name that resolves otherwise the second time gains nothing. Redirects are
 * not followed, and the body of an answer is not read.
 */
export function deliverPinned(resolveHost: ResolveHost): Deliver {
  const lookup = checkedLookup(resolveHost);
  return (url, { method, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const request = new URL(url).protocol === 'https:' ? requestHttps : requestHttp;
      const sent = request(url, { method, headers, signal, lookup, agent: false });
      sent.on('error', reject);
      // An answer that switches protocols is no answer here, and closes without an error.
      sent.once('close', () => reject(new Error('The connection ended without an answer.')));
      sent.once('response', (answer) => {
        resolve({ status: answer.statusCode ?? 0, body: null });
        answer.destroy();
      });
      sent.end(body);
    });
}

/** Looks up what `fetch` would, and fails where an address is refused. IP addresses in URLs do not come here. */
function checkedLookup(resolveHost: ResolveHost): LookupFunction {
  return (hostname, { all }, callback) => {
    void (async () => {
      try {
        const addresses = await resolveHost(hostname);
        guardAddresses({ hostname, addresses });
        const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
        if (all === true) callback(null, found);
        else callback(null, found[0]?.address ?? '', found[0]?.family);
      } catch (error) {
        callback(error as NodeJS.ErrnoException, []); // whatever was thrown is what the request fails with
      }
    })();
  };
}
