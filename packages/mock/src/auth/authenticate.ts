import { parseKey, profiles, type Credential } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import { hasEnded } from '../access/credential-life.js';
import type { MockContext } from '../context.js';
import type { Principal } from '../principal.js';
import { refuse } from '../refusal.js';
import { createApiKeys } from '../state/api-keys.js';
import type { Tenant } from '../tenant.js';
import { authenticateConsumer } from './authenticate-consumer.js';
import { authenticateServer } from './authenticate-server.js';
import type { Credentials } from './credentials.js';
import type { VerifySignatureOptions } from './signature/verify-signature.js';

/** What a request proves itself with. */
export interface AuthenticateOptions extends VerifySignatureOptions {
  readonly credentials: Credentials;
  readonly request: Request;
  readonly body: Uint8Array;
}

/**
 * Establishes who calls an operation, from verified credentials only, and refuses whoever its row does not list.
 *
 * @throws {MockRefusal} a 401 that tells which credential is missing or wrong.
 */
export async function authenticate(
  { auth }: Pick<Operation, 'auth'>,
  options: AuthenticateOptions,
): Promise<Principal> {
  const { credentials, context } = options;
  const lists = (credential: Credential): boolean =>
    auth.some((combination) => combination.includes(credential));
  const needs = (credential: Credential): boolean =>
    auth.every((combination) => combination.includes(credential));
  if (auth.some((combination) => combination.length === 0)) return { kind: 'anonymous' };

  const isUnknownScheme = credentials.bearer?.scheme === 'dpop' && !profiles[context.profile].dpop;
  if (credentials.bearer?.kind === 'unreadable' || isUnknownScheme) {
    return refuse('unauthorized', 'Authorization must be the word Bearer and one token.');
  }
  const showsSecret = credentials.bearer?.kind === 'secret' || credentials.signed;
  if (needs('sk') || (lists('sk') && showsSecret)) return authenticateServer(options);

  const token = credentials.bearer?.kind === 'token' ? credentials.bearer.value : undefined;
  const tenant = publishableTenant(credentials, context);
  if (tenant !== undefined && credentials.bearer?.kind === 'secret') {
    return refuse('forbidden', 'A secret key does not belong on a call that a page makes.');
  }
  if (needs('consumer') && token === undefined)
    return refuse('unauthorized', 'This call needs an access token.');
  if (needs('pk') && tenant === undefined) {
    return refuse('publishable_key_required', 'This call needs a publishable key in X-Publishable-Key.');
  }
  if (lists('consumer') && token !== undefined) return authenticateConsumer(context, { token, tenant });
  if (tenant === undefined) return refuse('unauthorized', 'This call needs a credential.');
  return { kind: 'publishable', tenant };
}

function publishableTenant({ publishableKey }: Credentials, context: MockContext): Tenant | undefined {
  if (publishableKey === undefined) return undefined;
  if (parseKey(publishableKey)?.kind === 'secret') {
    return refuse(
      'publishable_key_required',
      'X-Publishable-Key holds a secret key; replace that key at once.',
    );
  }
  const row = context.use(createApiKeys).find('publishable', publishableKey);
  if (row === undefined) return refuse('key_invalid', 'The publishable key is not known here.');
  if (hasEnded(row, context.clock.now()))
    return refuse('key_revoked', 'The publishable key was replaced or revoked, or expired.');
  row.lastUsedAt = context.clock.now();
  return row.tenant;
}
