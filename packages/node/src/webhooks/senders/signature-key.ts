import { toBase64Url } from '../../bytes/base64url.js';
import { concat } from '../../bytes/concat.js';
import { equalBytes } from '../../bytes/equal-bytes.js';
import { type HmacKey, hmacKey } from '../../runtime/hmac-key.js';
import { isSignatureGood } from '../../runtime/is-signature-good.js';
import { nodeCrypto } from '../../runtime/node-crypto.js';

/** What a signature covers: some text of the headers, then the body as it arrived. */
export interface SignedBytes {
  readonly prefix: string;
  readonly bytes: Uint8Array;
}

/** The kinds of signatures: `v1` is HMAC-SHA256, `v1a` is Ed25519. */
export type SignatureVersion = 'v1' | 'v1a';

/** How many bytes a signature of each kind has. */
export const signatureBytes: Readonly<Record<SignatureVersion, number>> = { v1: 32, v1a: 64 };

/** A signature as it stood in a header. */
export interface ClaimedSignature {
  /** Which kind of signature it says it is. */
  readonly version: SignatureVersion;
  readonly value: Uint8Array<ArrayBuffer>;
}

/** A key, and the only kind of signature that it may check. */
export interface SignatureKey {
  readonly version: SignatureVersion;
  /** Tells whether one of the signatures, all of its kind, was made with it. */
  madeOneOf(values: readonly Uint8Array<ArrayBuffer>[], content: SignedBytes): Promise<boolean>;
}

/** Finds the first key that made one of the signatures; -1 where none did. */
export async function findSignatureKey(
  content: SignedBytes,
  { keys, signatures }: { keys: readonly SignatureKey[]; signatures: readonly ClaimedSignature[] },
): Promise<number> {
  for (const [index, key] of keys.entries()) {
    const values = signatures.filter(({ version }) => version === key.version).map(({ value }) => value);
    if (values.length > 0 && (await key.madeOneOf(values, content))) return index;
  }
  return -1;
}

/** Makes a key of HMAC-SHA256, whose MACs are compared in constant time. */
export function macKey(secret: Uint8Array<ArrayBuffer>): SignatureKey {
  const key: HmacKey = hmacKey(secret);
  return {
    version: 'v1',
    async madeOneOf(values, { prefix, bytes }) {
      const own = await key.mac(prefix, bytes);
      return values.some((value) => equalBytes(own, value));
    },
  };
}

/** Makes a key of Ed25519 of the 32 bytes of a public key. */
export function publicKey(raw: Uint8Array<ArrayBuffer>): SignatureKey {
  const verify = verifierOf(raw);
  return {
    version: 'v1a',
    async madeOneOf(values, { prefix, bytes }) {
      const head = new TextEncoder().encode(prefix);
      const message = concat([head, bytes], head.byteLength + bytes.byteLength);
      for (const value of values) if (await verify(value, message)) return true;
      return false;
    },
  };
}

type Verify = (
  signature: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
) => boolean | Promise<boolean>;

/** Node's own answers without the warning that WebCrypto prints over Ed25519 on Node 22. */
function verifierOf(raw: Uint8Array<ArrayBuffer>): Verify {
  const node = nodeCrypto();
  if (node === undefined) return webVerifierOf(raw);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(raw) };
  const key = node.createPublicKey({ key: jwk, format: 'jwk' });
  return (signature, message) => isSignatureGood(() => node.verify(null, message, key, signature));
}

/** Makes the verification with WebCrypto alone. */
export function webVerifierOf(raw: Uint8Array<ArrayBuffer>): Verify {
  let imported: Promise<CryptoKey> | undefined;
  return async (signature, message) => {
    imported ??= crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify']);
    const key = await imported;
    return isSignatureGood(() => crypto.subtle.verify('Ed25519', key, signature, message));
  };
}
