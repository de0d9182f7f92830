import { headers } from '@fanfare/contract';
import type { Connection } from '../connection.js';

/** Makes the header that tells the platform which device it is, where the shopper has not to agree to that first. */
export function deviceHeader({
  deviceId,
  consent,
}: Pick<Connection, 'deviceId' | 'consent'>): Record<string, string> {
  return consent.allows('device') ? { [headers.fingerprint]: deviceId.get() } : {};
}
