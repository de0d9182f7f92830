import { refuse } from '../refusal.js';
import type { CredentialLife } from './credential-life.js';
import type { Giver } from './guard-gift.js';
import type { KeyRights } from './key-rights.js';
import { liesWithin } from './lies-within.js';

/** From where and until when a credential works. */
export type KeyLimits = Pick<KeyRights, 'allowedIps'> & Pick<CredentialLife, 'expiresAt'>;

/**
 * Refuses to give a credential that works from more addresses than its giver, or for longer: it would be the giver's
 * own way out of its limits.
 *
 * @throws {MockRefusal} `forbidden`.
 */
export function guardLimits({ principal }: Pick<Giver, 'principal'>, given: KeyLimits): void {
  const { allowedIps } = principal.rights;
  const isEverywhere = given.allowedIps.length === 0;
  if (allowedIps.length > 0 && (isEverywhere || !liesWithin(given.allowedIps, allowedIps)))
    refuse('forbidden', 'A key can only give keys that work from the addresses that it works from itself.');
  const end = principal.expiresAt;
  if (end !== null && (given.expiresAt === null || given.expiresAt > end))
    refuse('forbidden', 'A key can only give keys that end no later than it does itself.');
}
