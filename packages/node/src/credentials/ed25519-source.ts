import { sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { checkOptions, describeType, OptionsError } from '@fanfare/core/base';
import { checkType } from '../check-option.js';
import type { SigningKey } from '../signing/signing-key.js';
import { createSource, type Source } from './create-source.js';
import { importEd25519Key, thumbprint } from './import-ed25519-key.js';

/** An Ed25519 key whose public part is registered with the platform (`admin.publicKeys.register`). */
export interface Ed25519SigningKey {
  /** PEM (PKCS#8), a JWK, or a `KeyObject`. It never leaves this process, and nothing prints it. */
  readonly privateKey: string | JsonWebKey | KeyObject;
  /** The `keyId` that the platform answered. @default the thumbprint of the key (RFC 7638), which is the same */
  readonly keyId?: string | undefined;
}

/** The signing key, or what asks a secret manager for it. */
export type SigningKeyOption = Ed25519SigningKey | (() => Ed25519SigningKey | Promise<Ed25519SigningKey>);

/**
 * Creates the source of an Ed25519 signing key.
 *
 * @throws OptionsError `invalid_options`, with no part of the key.
 */
export function createEd25519Source(option: SigningKeyOption): Source<SigningKey> {
  return createSource(option, { name: 'signingKey', check: checkSigningKey });
}

function checkSigningKey(given: unknown): SigningKey {
  if (typeof given !== 'object' || given === null) {
    throw new OptionsError(`signingKey must be an object with a privateKey, not ${describeType(given)}.`);
  }
  checkOptions(given, ['privateKey', 'keyId'], 'signingKey');
  const { privateKey, keyId } = given as Partial<Ed25519SigningKey>; // an object; each part is checked here
  checkType({ 'signingKey.keyId': keyId }, 'string');
  const key = importEd25519Key(privateKey, 'signingKey.privateKey');
  return {
    keyId: keyId ?? thumbprint(key),
    algorithm: 'ed25519',
    sign: (base) => sign(null, Buffer.from(base, 'utf8'), key).toString('base64'),
  };
}
