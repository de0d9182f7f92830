import type { ServerErrorCode } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createDistributions } from '../distributions/distributions.js';
import { refuse } from '../refusal.js';
import { createConsumers } from '../state/consumers.js';
import { createGrants, type GrantClaim, type GrantRecord, type GrantRefusalCode } from '../state/grants.js';

const messages: Readonly<Record<GrantRefusalCode, string>> = {
  grant_invalid: 'The grant is not one of ours, or its admission has ended.',
  grant_expired: 'The grant has expired; the consumer may enter again.',
  grant_used: 'The grant was used before.',
  grant_mismatch: 'The grant is for another consumer or another distribution.',
} satisfies Partial<Record<ServerErrorCode, string>>;

/**
 * Checks a grant that a merchant shows, and with `validate` marks it.
 *
 * @throws {MockRefusal} one of the four `grant_…` codes, or `not_found` where there is no such distribution either.
 */
export function claimGrant(
  context: MockContext,
  { how, ...claim }: GrantClaim & { readonly how: 'validate' | 'check' },
): GrantRecord {
  const { tenant, distributionId, consumerId } = claim;
  const room = context.use(createDistributions).find(tenant, distributionId); // also brings its admissions up to date
  const present =
    consumerId === undefined ? undefined : context.use(createConsumers).find(tenant, consumerId)?.id;
  const result = context.use(createGrants)[how]({
    ...claim,
    ...(present === undefined ? {} : { consumerId: present }),
  });
  if ('grant' in result) return result.grant;
  if (result.code === 'grant_invalid' && room === undefined) {
    return refuse('not_found', 'There is no such distribution.', { documented: 'Queue not found' });
  }
  return refuse(result.code, messages[result.code]);
}
