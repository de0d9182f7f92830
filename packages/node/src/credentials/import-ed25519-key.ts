import type { JsonWebKey, KeyObject } from 'node:crypto';
import { describeType } from '@fanfare/core/base';
import type { NodeCrypto } from '../runtime/node-crypto.js';
import { keyRefused, thumbprintText, type GivenKey } from './given-key.js';

/** An Ed25519 key of Node, which signs at once. */
export interface NodeEd25519Key {
  readonly thumbprint: string;
  sign(text: string): Uint8Array;
}

/**
 * Reads an Ed25519 private key with the crypto of Node.
 *
 * @throws OptionsError `invalid_options`, with no part of the key.
 */
export function importEd25519Key(node: NodeCrypto, { given, name }: GivenKey): NodeEd25519Key {
  const key = readKey(node, given);
  if (key?.type !== 'private' || key.asymmetricKeyType !== 'ed25519') {
    throw keyRefused(name, key === undefined ? describeType(given) : `another key (${key.type})`);
  }
  const text = thumbprintText(node.createPublicKey(key).export({ format: 'jwk' }));
  return {
    thumbprint: node.hash('sha256', text, 'base64url'),
    sign: (signed) => node.sign(null, new TextEncoder().encode(signed), key),
  };
}

function readKey(node: NodeCrypto, given: unknown): KeyObject | undefined {
  if (given instanceof node.KeyObject) return given;
  try {
    if (typeof given === 'string') return node.createPrivateKey({ key: given, format: 'pem' });
    if (typeof given !== 'object' || given === null) return undefined;
    return node.createPrivateKey({ key: given as JsonWebKey, format: 'jwk' }); // which says no to what is none
  } catch {
    return undefined;
  }
}
