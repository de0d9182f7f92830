import { dpop, profiles, tokenOperations } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from '../../context.js';
import { hostOf } from '../../own-host.js';
import type { Principal } from '../../principal.js';
import { refuse } from '../../refusal.js';
import { createNonces } from '../../state/nonces.js';
import type { Credentials } from '../credentials.js';
import { checkClaims } from './check-claims.js';
import { createDpopNonces } from './dpop-nonces.js';
import { readProof, refuseProof } from './read-proof.js';

/** A call whose token is good, and what there is to tell whether it was stolen. */
export interface PossessionCall {
  readonly context: MockContext;
  readonly operation: Pick<Operation, 'id'>;
  readonly request: Request;
  readonly isEncrypted: boolean;
  readonly credentials: Credentials;
  readonly isOwnAuthority: (authority: string) => boolean;
  readonly answerHeaders: Headers;
}

/**
 * Checks the proof of possession of a call (RFC 9449 §4.3, §7). A bound token is worth nothing without one, and a proof that
 * is shown must be good, also where none is needed.
 *
 * @returns the thumbprint of the key that made the proof; `undefined` where there is none.
 * @throws {MockRefusal} `dpop_proof_required`, `dpop_proof_invalid`, `use_dpop_nonce`; `invalid_token` for a bearer token
 * that calls itself bound.
 */
export async function provePossession(
  principal: Principal,
  call: PossessionCall,
): Promise<string | undefined> {
  const { context, request, credentials, answerHeaders } = call;
  const isForPages = principal.kind === 'consumer' || principal.kind === 'publishable';
  if (!profiles[context.profile].dpop || !isForPages) return undefined;
  const { requireDpopNonce } = context.settings;
  const nonces = context.use(createDpopNonces);
  if (requireDpopNonce) answerHeaders.set(dpop.nonceHeader, nonces.current());

  const boundTo = principal.kind === 'consumer' ? principal.proofKey : undefined;
  const isNamed = principal.kind === 'consumer' && credentials.bearer?.scheme === 'dpop';
  guardScheme(principal, { ...call, isNamed });
  const text = request.headers.get(dpop.header);
  if (text === null) return undefined;
  const proof = await readProof(text);
  const { id, expiresAt } = checkClaims(proof, {
    method: request.method,
    url: addressOf(call),
    now: context.clock.now(),
    isGoodNonce: requireDpopNonce ? nonces.isGood : undefined,
    token: principal.kind === 'consumer' ? { value: credentials.bearer?.value ?? '', isNamed } : undefined,
  });
  if (boundTo !== undefined && boundTo !== proof.key) {
    return refuseProof('another key made it than the one that the token is bound to');
  }
  // Last, and at once: of two calls with one proof only one goes on, and a proof that is bad spends nothing.
  if (!context.use(createNonces).claim({ keyId: `dpop ${proof.key}`, value: id, expiresAt })) {
    return refuseProof('it was used before; every call needs one of its own');
  }
  return proof.key;
}

/** Checks that a token is shown as what it is, and that there is a proof where one is needed. */
function guardScheme(
  principal: Principal,
  { context, operation, request, isNamed }: PossessionCall & { readonly isNamed: boolean },
): void {
  const isBound = principal.kind === 'consumer' && principal.proofKey !== undefined;
  if (isBound && !isNamed) {
    refuse('dpop_proof_required', 'The token is bound to a key: send it behind DPoP, with a proof.');
  }
  if (isNamed && !isBound) refuse('invalid_token', 'The token is not bound to a key: send it behind Bearer.');
  const handsOut = tokenOperations.includes(operation.id);
  const isDemanded = context.settings.requireDpop && (handsOut || principal.kind === 'consumer');
  const isMissing = !request.headers.has(dpop.header);
  if ((isNamed || isDemanded) && isMissing) refuse('dpop_proof_required', 'This call needs a DPoP proof.');
  if (isDemanded && !handsOut && !isBound) {
    refuse('dpop_proof_required', 'Bearer tokens are not taken here: sign in again, with a proof.');
  }
}

/** The address that a call was sent to, which must be one of the platform: no Host header is believed. */
function addressOf({ request, isEncrypted, isOwnAuthority }: PossessionCall): string {
  const host = hostOf(request);
  if (!isOwnAuthority(host)) return refuseProof('the request was sent to another host than this one');
  return `${isEncrypted ? 'https' : 'http'}://${host}${new URL(request.url).pathname}`;
}
