import { headers as names } from '@fanfare/contract';
import { readCredentials } from '../auth/credentials.js';
import { findServerKey } from '../auth/find-server-key.js';
import type { MockContext } from '../context.js';
import { createApiKeys } from '../state/api-keys.js';
import type { Tenant } from '../tenant.js';

const keyId = /;keyid="([\w-]+)"/;

/** Tells whose key a refused call showed or named, good or not; that organization wants to know. */
export function claimedTenant(context: MockContext, { headers }: Request): Tenant | undefined {
  const { publishableKey, bearer } = readCredentials(headers);
  const keys = context.use(createApiKeys);
  if (bearer?.kind === 'secret') return keys.find('secret', bearer.value)?.tenant;
  const [, named] = keyId.exec(headers.get(names.signatureInput) ?? '') ?? [];
  if (named !== undefined) return findServerKey(context, named)?.tenant;
  return publishableKey === undefined ? undefined : keys.find('publishable', publishableKey)?.tenant;
}
