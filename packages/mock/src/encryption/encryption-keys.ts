import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { fieldEncryption, type EncryptionKeys } from '@fanfare/contract';

/** The keys that fields are encrypted for. */
export interface FieldKeys {
  /** The public keys, the one to use first. */
  jwks(): EncryptionKeys;
  /** Finds a private key by its id. */
  find(kid: string): KeyObject | undefined;
  /** Begins to use a new key; the one before is still taken, the one before that no longer. */
  roll(): void;
}

interface FieldKey {
  readonly privateKey: KeyObject;
  readonly jwk: EncryptionKeys['keys'][number];
}

/** How many keys are taken at a time: the present one, and its predecessor for those who still know that. */
const mostKeys = 2;

/** Makes the keys that fields are encrypted for; the first one when somebody asks for it. */
export function createFieldKeys(): FieldKeys {
  let keys: readonly FieldKey[] = [];
  const known = (): readonly FieldKey[] => (keys.length > 0 ? keys : (keys = [newKey()]));
  return {
    jwks: () => ({ keys: known().map(({ jwk }) => jwk) }),
    find: (kid) => known().find(({ jwk }) => jwk.kid === kid)?.privateKey,
    roll() {
      keys = [newKey(), ...known()].slice(0, mostKeys);
    },
  };
}

function newKey(): FieldKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: fieldEncryption.minModulusBits,
  });
  const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
  // RFC 7638 §3: the members in the order of their names, and no white space.
  const kid = createHash('sha256')
    .update(JSON.stringify({ e, kty: 'RSA', n }))
    .digest('base64url');
  return {
    privateKey,
    jwk: { kty: 'RSA', kid, alg: fieldEncryption.algorithm, use: fieldEncryption.keyUse, n, e },
  };
}
