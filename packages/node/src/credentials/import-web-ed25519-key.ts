import { describeType } from '@fanfare/core/base';
import { fromLatin1 } from '../bytes/latin1.js';
import { sha256 } from '../tokens/sha256.js';
import { keyRefused, thumbprintText, type GivenKey } from './given-key.js';

/** An Ed25519 key of WebCrypto. */
export interface WebEd25519Key {
  readonly thumbprint: string;
  sign(text: string): Promise<Uint8Array>;
}

const algorithm = { name: 'Ed25519' };
const pem = /^\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----\s*$/;

/**
 * Reads an Ed25519 private key with WebCrypto alone, from PEM (PKCS#8) or JWK. What signs cannot be exported again.
 *
 * @throws OptionsError `invalid_options`, with no part of the key.
 */
export async function importWebEd25519Key({ given, name }: GivenKey): Promise<WebEd25519Key> {
  const jwk = await readJwk(given).catch(() => undefined);
  if (jwk === undefined) throw keyRefused(name, describeType(given));
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']).catch(() => undefined);
  if (key === undefined) throw keyRefused(name, 'another key');
  return {
    thumbprint: await sha256(thumbprintText(jwk)),
    async sign(text) {
      return new Uint8Array(await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(text)));
    },
  };
}

/** Reads the members of the key; of a PEM they are known only once it was imported. */
async function readJwk(given: unknown): Promise<JsonWebKey | undefined> {
  if (typeof given === 'string') {
    const [, base64] = pem.exec(given) ?? [];
    if (base64 === undefined) return undefined;
    const key = await crypto.subtle.importKey('pkcs8', fromLatin1(atob(base64)), algorithm, true, ['sign']);
    return members(await crypto.subtle.exportKey('jwk', key));
  }
  return typeof given === 'object' && given !== null ? members(given) : undefined;
}

/** Takes what the key is made of, and leaves behind what else a JWK says about its use. */
function members({ kty, crv, x, d }: JsonWebKey): JsonWebKey | undefined {
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string' || typeof d !== 'string') return undefined;
  return { kty, crv, x, d };
}
