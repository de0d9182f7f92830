import { PermissionError } from '@fanfare/core';
import type { Connection } from '../connection.js';

/** @throws `PermissionError` `consent_required` where the shopper has not agreed to be measured; nothing was sent. */
export function guardMeasuring({ consent }: Connection): void {
  if (consent.allows('analytics')) return;
  const message = 'Nothing was sent: the shopper has not agreed to be measured, see consent.update.';
  throw new PermissionError(message, { code: 'consent_required' });
}
