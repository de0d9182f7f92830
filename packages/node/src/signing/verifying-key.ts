import type { RequestSignatureAlgorithm } from '@fanfare/contract';
import { OptionsError } from '@fanfare/core/base';
import { equalBytes } from '../bytes/equal-bytes.js';
import { thumbprintText } from '../credentials/given-key.js';
import { Secret } from '../secret.js';
import { sha256 } from '../tokens/sha256.js';
import { signatureVerifier } from '../tokens/signature-verifier.js';
import { decodeBase64 } from '../webhooks/senders/decode-base64.js';
import { signingKey } from './signing-key.js';

/** A key that may have signed a request, and the one algorithm that it is for. */
export interface VerifyingKey {
  readonly keyId: string;
  readonly algorithm: RequestSignatureAlgorithm;
  verify(base: string, signature: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

/** What a caller signs with: its secret key, or the public part of its Ed25519 key as a JWK. */
export type RequestKey = string | Secret | Readonly<Record<string, unknown>>;

/**
 * Makes the keys that are known ready for use.
 *
 * @throws OptionsError `invalid_options`, with no part of a key.
 */
export function verifyingKeys(keys: readonly RequestKey[]): Promise<readonly VerifyingKey[]> {
  if (!Array.isArray(keys) || keys.length === 0) {
    throw new OptionsError('verifyRequest needs keys: a list of secret keys, and of public keys as JWK.');
  }
  return Promise.all(keys.map((key: RequestKey) => (isSecret(key) ? macKey(key) : publicKey(key))));
}

function isSecret(key: RequestKey): key is string | Secret {
  return typeof key === 'string' || key instanceof Secret;
}

const known = new Map<string, Secret>();

async function macKey(given: string | Secret): Promise<VerifyingKey> {
  const text = given instanceof Secret ? given.reveal() : given;
  if (text.length < 16) throw new OptionsError('keys: a secret key has 16 characters at least.');
  if (known.size >= 64) known.clear();
  const secret = known.get(text) ?? new Secret(text); // keys are derived once for each
  known.set(text, secret);
  const { keyId, algorithm, sign } = await signingKey(secret);
  return {
    keyId,
    algorithm,
    async verify(base, signature) {
      const own = decodeBase64(await sign(base));
      return own !== undefined && equalBytes(own, signature);
    },
  };
}

async function publicKey({ kty, crv, x }: Readonly<Record<string, unknown>>): Promise<VerifyingKey> {
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string') {
    throw new OptionsError('keys: a public key must be an Ed25519 key as a JWK, with kty, crv and x.');
  }
  const jwk = { kty, crv, x };
  const keyId = await sha256(thumbprintText(jwk));
  const verify = await signatureVerifier(jwk, 'EdDSA').catch(() => {
    throw new OptionsError('keys: a public key is not an Ed25519 key.');
  });
  return { keyId, algorithm: 'ed25519', verify };
}
