import { createHash, createPrivateKey, createPublicKey, KeyObject } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { requestSignature } from '@fanfare/contract';
import { describeType, OptionsError } from '@fanfare/core/base';

/**
 * Reads an Ed25519 private key, which an option of this name holds.
 *
 * @throws OptionsError `invalid_options`, with no part of the key.
 */
export function importEd25519Key(given: unknown, name: string): KeyObject {
  const key = readKey(given);
  if (key?.type === 'private' && key.asymmetricKeyType === 'ed25519') return key;
  // Without the cause: nobody knows how much of the key a parser quotes.
  throw new OptionsError(
    `${name} must be an Ed25519 private key in PEM (PKCS#8), as a JWK or as a KeyObject, not ${
      key === undefined ? describeType(given) : `another key (${key.type})`
    }.`,
  );
}

/** RFC 7638 §3: these members only, in the order of their names, and no white space. */
export function thumbprint(key: KeyObject): string {
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  const text = JSON.stringify(jwk, [...requestSignature.thumbprintMembers]);
  return createHash('sha256').update(text).digest('base64url');
}

function readKey(given: unknown): KeyObject | undefined {
  if (given instanceof KeyObject) return given;
  try {
    if (typeof given === 'string') return createPrivateKey({ key: given, format: 'pem' });
    if (typeof given !== 'object' || given === null) return undefined;
    return createPrivateKey({ key: given as JsonWebKey, format: 'jwk' }); // which says no to what is none
  } catch {
    return undefined;
  }
}
