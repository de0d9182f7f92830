import type { CreateSecretApiKey } from '@fanfare/contract/admin';
import { addressRanges } from '../address-ranges.js';
import { refuse } from '../refusal.js';
import type { CredentialLife } from './credential-life.js';
import { guardKeyGift, type Giver } from './guard-gift.js';
import { guardLimits } from './guard-limits.js';
import type { KeyRights } from './key-rights.js';

/**
 * Reads what a merchant says about a new credential; where it says nothing about limits, it has those of its giver.
 *
 * @throws {MockRefusal} `validation_error`, `forbidden`, `not_found`.
 */
export function newRights(
  giver: Giver,
  { name, scopes, ...rest }: Omit<CreateSecretApiKey, 'kind'>,
): KeyRights & CredentialLife {
  const { principal } = giver;
  const { memberId = null, allowedIps = principal.rights.allowedIps } = rest;
  const ranges = addressRanges(allowedIps);
  if ('wrong' in ranges) refuse('validation_error', `"${ranges.wrong}" is not an address and not a range.`);
  guardKeyGift(giver, { memberId });
  const { expiresAt, ...life } = newLife(giver, { name, expiresAt: rest.expiresAt });
  const limits = { allowedIps, expiresAt: expiresAt ?? principal.expiresAt };
  guardLimits(giver, limits);
  return { ...life, ...limits, scopes: [...new Set(scopes)], memberId };
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
