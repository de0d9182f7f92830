import { isIP } from 'node:net';
import type { AuditEntry } from '@fanfare/contract/admin';
import { hostReach } from '../webhooks/private-address.js';

/** Tells from what kind of network a call came; the address itself is personal, and is not kept. */
export function ipClassOf(address: string | undefined): AuditEntry['ipClass'] {
  return address === undefined || isIP(address) === 0 ? 'unknown' : hostReach(address);
}
