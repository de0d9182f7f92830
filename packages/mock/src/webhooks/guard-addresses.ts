import { addressReach, hostReach } from './private-address.js';

/** What a name resolved to. */
export interface Resolved {
  readonly hostname: string;
  readonly addresses: readonly string[];
}

/**
 * Checks that every address of a name is where the name says: a name of the internet must not lead into a private
 * network or to this machine, whoever owns it.
 *
 * @throws {Error} with the code `address_refused`.
 */
export function guardAddresses({ hostname, addresses }: Resolved): void {
  const reach = hostReach(hostname);
  const isAsSaid = addresses.every((address) => addressReach(address) === reach);
  if (reach !== 'private' && addresses.length > 0 && isAsSaid) return;
  const message = 'The name of the endpoint resolves to an address that nothing is delivered to.';
  throw Object.assign(new Error(message), { code: 'address_refused' });
}
