import { requestSignature, type RequestSignatureAlgorithm } from '@fanfare/contract';
import { toBase64 } from '../bytes/base64.js';
import { toBase64Url } from '../bytes/base64url.js';
import { nodeHmacKey, webHmacKey } from '../runtime/hmac-key.js';
import { nodeCrypto, type NodeCrypto } from '../runtime/node-crypto.js';
import type { Secret } from '../secret.js';

/** A key that signs requests, and how the platform calls it. */
export interface SigningKey {
  readonly keyId: string;
  readonly algorithm: RequestSignatureAlgorithm;
  /** Signs a signature base; returns base64, without waiting where the runtime has the crypto of Node. */
  sign(base: string): string | Promise<string>;
}

type Purpose = (typeof requestSignature)['macKey' | 'keyId'];

const derivedKeys = new WeakMap<Secret, SigningKey | Promise<SigningKey>>();

/**
 * Derives the MAC key and the key id of a secret key by HKDF-SHA256 (RFC 5869) with an empty salt, once per
 * secret. Neither allows a way back to the secret key.
 */
export function signingKey(secret: Secret): SigningKey | Promise<SigningKey> {
  const known = derivedKeys.get(secret);
  if (known !== undefined) return known;
  const node = nodeCrypto();
  const derived = node === undefined ? webSigningKey(secret) : nodeSigningKey(node, secret);
  derivedKeys.set(secret, derived);
  return derived;
}

function nodeSigningKey(node: NodeCrypto, secret: Secret): SigningKey {
  const derive = ({ info, bytes }: Purpose): Uint8Array =>
    new Uint8Array(node.hkdfSync('sha256', secret.reveal(), '', info, bytes));
  const key = nodeHmacKey(node, derive(requestSignature.macKey));
  return {
    keyId: toBase64Url(derive(requestSignature.keyId)),
    algorithm: 'hmac-sha256',
    sign: (base) => key.macAsBase64(base),
  };
}

/** Derives them with WebCrypto alone. */
export async function webSigningKey(secret: Secret): Promise<SigningKey> {
  const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
  const material = await crypto.subtle.importKey('raw', encode(secret.reveal()), 'HKDF', false, [
    'deriveBits',
  ]);
  const derive = async ({ info, bytes }: Purpose): Promise<Uint8Array<ArrayBuffer>> => {
    const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(info) };
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, material, bytes * 8));
  };
  const key = webHmacKey(await derive(requestSignature.macKey));
  return {
    keyId: toBase64Url(await derive(requestSignature.keyId)),
    algorithm: 'hmac-sha256',
    sign: async (base) => toBase64(await key.mac(base)),
  };
}
