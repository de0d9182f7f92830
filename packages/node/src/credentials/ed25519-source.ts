import type { JsonWebKey, KeyObject } from 'node:crypto';
import { checkOptions, describeType, OptionsError } from '@fanfare/core/base';
import { toBase64 } from '../bytes/base64.js';
import { checkType } from '../check-option.js';
import { nodeCrypto } from '../runtime/node-crypto.js';
import type { SigningKey } from '../signing/signing-key.js';
import { createSource, type Source } from './create-source.js';
import type { GivenKey } from './given-key.js';
import { importEd25519Key, type NodeEd25519Key } from './import-ed25519-key.js';
import { importWebEd25519Key } from './import-web-ed25519-key.js';

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

function checkSigningKey(given: unknown): SigningKey | Promise<SigningKey> {
  if (typeof given !== 'object' || given === null) {
    throw new OptionsError(`signingKey must be an object with a privateKey, not ${describeType(given)}.`);
  }
  checkOptions(given, ['privateKey', 'keyId'], 'signingKey');
  const { privateKey, keyId } = given as Partial<Ed25519SigningKey>; // an object; each part is checked here
  checkType({ 'signingKey.keyId': keyId }, 'string');
  const toImport = { given: privateKey, name: 'signingKey.privateKey' };
  const node = nodeCrypto();
  return node === undefined
    ? webSigner(toImport, keyId)
    : signer({ keyId, ...importEd25519Key(node, toImport) });
}

function signer({
  keyId,
  thumbprint,
  sign,
}: NodeEd25519Key & { readonly keyId: string | undefined }): SigningKey {
  return { keyId: keyId ?? thumbprint, algorithm: 'ed25519', sign: (base) => toBase64(sign(base)) };
}

async function webSigner(toImport: GivenKey, keyId: string | undefined): Promise<SigningKey> {
  const { thumbprint, sign } = await importWebEd25519Key(toImport);
  return {
    keyId: keyId ?? thumbprint,
    algorithm: 'ed25519',
    sign: async (base) => toBase64(await sign(base)),
  };
}
