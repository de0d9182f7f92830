import { dpop } from '@fanfare/contract';
import { newId } from '../stores/new-id.js';

/** A key that signs proofs, and that no script can take out of the browser. */
export interface ProofKey {
  /** Its thumbprint (RFC 7638), by which tokens name it. */
  readonly id: string;
  readonly privateKey: CryptoKey;
  /** The public key as it stands in the header of proofs. */
  readonly jwk: Readonly<Record<'crv' | 'kty' | 'x' | 'y', string>>;
}

/** What one proof says. */
export interface ProofClaims {
  readonly method: string;
  readonly url: URL;
  readonly token: string | undefined;
  readonly nonce: string | undefined;
  /** By the clock of the server, in milliseconds since the epoch. */
  readonly now: number;
}

/** The one algorithm of the contract's list that every browser has. */
const algorithm = { alg: 'ES256', key: { name: 'ECDSA', namedCurve: 'P-256' }, hash: 'SHA-256' } as const;

/** Makes a key. @throws where the page is not a secure context, which has no WebCrypto. */
export async function newProofKey(): Promise<ProofKey> {
  const { subtle } = globalThis.crypto;
  const { privateKey, publicKey } = await subtle.generateKey(algorithm.key, false, ['sign', 'verify']);
  const { crv = '', kty = '', x = '', y = '' } = await subtle.exportKey('jwk', publicKey);
  const jwk = { crv, kty, x, y }; // in the order of RFC 7638 §3.3
  return { id: await digest(JSON.stringify(jwk)), privateKey, jwk };
}

/** Makes a proof of possession (RFC 9449 §4.2). */
export async function makeProof({ privateKey, jwk }: ProofKey, claims: ProofClaims): Promise<string> {
  const { method, url, token, nonce, now } = claims;
  const header = { typ: dpop.type, alg: algorithm.alg, jwk };
  const payload = {
    jti: newId(),
    htm: method,
    htu: url.origin + url.pathname,
    iat: Math.floor(now / 1000),
    ...(token !== undefined && { ath: await digest(token) }),
    ...(nonce !== undefined && { nonce }),
  };
  const text = [header, payload].map((part) => base64url(utf8(JSON.stringify(part)))).join('.');
  const { name, hash } = { ...algorithm.key, hash: algorithm.hash };
  const signature = await globalThis.crypto.subtle.sign({ name, hash }, privateKey, utf8(text));
  return `${text}.${base64url(new Uint8Array(signature))}`;
}

async function digest(text: string): Promise<string> {
  return base64url(new Uint8Array(await globalThis.crypto.subtle.digest(algorithm.hash, utf8(text))));
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
