import { addressRanges } from '../address-ranges.js';
import { refuse } from '../refusal.js';
import type { ProvenCall } from './proven-call.js';

/**
 * Refuses a key of a server from an address that it is not allowed from; also where the address is not known.
 *
 * @throws {MockRefusal} `ip_not_allowed`.
 */
export function guardAllowedAddress({ principal, exchange: { address } }: ProvenCall): void {
  if (principal.kind !== 'secret' || principal.rights.allowedIps.length === 0) return;
  const isAllowed = addressRanges(principal.rights.allowedIps);
  if (address !== undefined && typeof isAllowed === 'function' && isAllowed(address)) return;
  refuse('ip_not_allowed', 'The key may not be used from this address.');
}
