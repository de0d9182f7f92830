import type { CreateSecretApiKey } from '@fanfare/contract/admin';
import { addressRanges } from '../address-ranges.js';
import { refuse } from '../refusal.js';
import type { CredentialLife } from './credential-life.js';
import { guardKeyGift, type Giver } from './guard-gift.js';
import type { KeyRights } from './key-rights.js';

/**
 * Reads what a merchant says about a new credential.
 *
 * @throws {MockRefusal} `validation_error`, `forbidden`, `not_found`.
 */
export function newRights(
  giver: Giver,
  { name, scopes, allowedIps = [], expiresAt, ...rest }: Omit<CreateSecretApiKey, 'kind'>,
): KeyRights & CredentialLife {
  const memberId = rest.memberId ?? null;
  const ranges = addressRanges(allowedIps);
  if ('wrong' in ranges) refuse('validation_error', `"${ranges.wrong}" is not an address and not a range.`);
  guardKeyGift(giver, { memberId });
  return {
    ...newLife(giver, { name, expiresAt }),
    scopes: [...new Set(scopes)],
    allowedIps,
    memberId,
  };
}

/**
 * Reads how long a new credential lives.
 *
 * @throws {MockRefusal} `validation_error` where it would be over at once.
 */
export function newLife(
  { context }: Pick<Giver, 'context'>,
  { name, expiresAt }: { readonly name: string; readonly expiresAt?: string | undefined },
): CredentialLife {
  const end = expiresAt === undefined ? null : Date.parse(expiresAt);
  if (end !== null && end <= context.clock.now()) refuse('validation_error', 'expiresAt is in the past.');
  return { name, expiresAt: end, lastUsedAt: null };
}
