import { requestSignature } from '@fanfare/contract';
import type { MockContext } from '../../context.js';
import { refuse } from '../../refusal.js';
import { createNonces } from '../../state/nonces.js';
import { findServerKey, type ServerKey } from '../find-server-key.js';
import { contentDigestFits } from './content-digest.js';
import { findSignature, type FoundSignature } from './find-signature.js';
import { requiredComponents } from './required-components.js';
import { signatureBase } from './signature-base.js';
import type { SignedMessage } from './signed-message.js';

/** What the verification needs to know of the platform. */
export interface VerifySignatureOptions {
  readonly context: MockContext;
  readonly isOwnAuthority: (authority: string) => boolean;
}

/**
 * Verifies the signature of a request (RFC 9421 §3.2), with a code of its own for each way in which it can fail.
 *
 * @returns the key that made it, or `undefined` where the request is not signed.
 * @throws {MockRefusal} `signature_malformed`, `key_invalid`, `key_revoked`, `signature_incomplete`, `signature_expired`,
 * `signature_authority_mismatch`, `content_digest_mismatch`, `signature_mismatch` or `nonce_reused`.
 */
export function verifySignature(
  message: SignedMessage,
  { context, isOwnAuthority }: VerifySignatureOptions,
): ServerKey | undefined {
  const found = findSignature(message.headers);
  if (found === undefined) return undefined;
  const key = findServerKey(context, found.keyId);
  if (key === undefined) return refuse('key_invalid', 'No key has the keyid of the signature.');
  if (key.isOver) return refuse('key_revoked', 'The key that signed was replaced or revoked, or expired.');
  // By the key and never by the signature: whoever knows a public key could make an HMAC with it.
  if (found.algorithm !== key.algorithm) {
    return refuse('signature_malformed', `The key of that keyid does not sign with ${found.algorithm}.`);
  }
  checkCoverage(message, found);
  checkTime(found, context.clock.now() / 1000);
  if (!isOwnAuthority(message.authority)) {
    return refuse('signature_authority_mismatch', 'The request was signed for another host than this one.');
  }
  checkDigest(message);
  checkSignature(message, { found, key });
  const expiresAt = (found.expires + requestSignature.maxSkewSeconds) * 1000;
  if (!context.use(createNonces).claim({ keyId: found.keyId, value: found.nonce, expiresAt })) {
    return refuse(
      'nonce_reused',
      'A request with this nonce was received before; sign every attempt afresh.',
    );
  }
  return key;
}

function checkCoverage(message: SignedMessage, { covered }: FoundSignature): void {
  const names = covered.items.map((item) => item.value);
  if (new Set(names).size < names.length) {
    refuse('signature_malformed', 'The signature covers a component twice (RFC 9421 §2.5).');
  }
  if (covered.items.some((item) => item.parameters.size > 0)) {
    refuse('signature_malformed', 'The signature covers a component with parameters; none are in use here.');
  }
  const missing = [...requiredComponents(message)].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    refuse('signature_incomplete', `The signature must cover ${missing.join(', ')} as well.`);
  }
  if (signatureBase(message, covered) === undefined) {
    refuse('signature_incomplete', 'The signature covers a component that the request does not have.');
  }
}

function checkTime({ created, expires }: FoundSignature, now: number): void {
  const { maxAgeSeconds, maxSkewSeconds } = requestSignature;
  const inWindow = created >= now - maxAgeSeconds && created <= now + maxSkewSeconds;
  const lifetime = expires - created;
  if (inWindow && expires > now && lifetime > 0 && lifetime <= maxAgeSeconds) return;
  refuse(
    'signature_expired',
    'The signature was made too long ago or in the future; compare the clock with Date.',
  );
}

function checkDigest({ headers, body }: SignedMessage): void {
  const digest = headers.get('content-digest');
  if (digest === null || contentDigestFits(digest, body)) return;
  refuse('content_digest_mismatch', 'Content-Digest is not that of the body that arrived.');
}

function checkSignature(
  message: SignedMessage,
  { found, key }: { readonly found: FoundSignature; readonly key: ServerKey },
): void {
  if (key.fits(signatureBase(message, found.covered) ?? '', found.signature)) return;
  refuse('signature_mismatch', 'The signature is not the one that the key makes for this request.');
}
