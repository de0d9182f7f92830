import { isSignatureGood } from '../runtime/is-signature-good.js';
import { nodeCrypto, type NodeCrypto } from '../runtime/node-crypto.js';
import type { TokenAlgorithm } from './token-algorithms.js';

/** Tells whether a key made a signature over a text of ASCII. */
export type SignatureVerifier = (text: string, signature: Uint8Array<ArrayBuffer>) => Promise<boolean>;

/** A public key as JWK, with the members of its kind and no others. */
export type PublicJwk = Readonly<Record<string, string>>;

/**
 * Makes the verifier of a key, for its one algorithm. Both ways of it take the signature of ES256 as r and s side by side (RFC 7518 §3.4), and
 * refuse zeros in them.
 *
 * @throws where the members are no key, such as a point that is not on the curve
 */
export async function signatureVerifier(jwk: PublicJwk, alg: TokenAlgorithm): Promise<SignatureVerifier> {
  const node = nodeCrypto();
  return node === undefined
    ? webVerifier(jwk, alg)
    : (nodeVerifier(node, { jwk, alg }) ?? webVerifier(jwk, alg));
}

/** `undefined` where the crypto of Node is one that cannot do it: that of workerd takes no key beside an encoding. */
function nodeVerifier(
  node: NodeCrypto,
  { jwk, alg }: { readonly jwk: PublicJwk; readonly alg: TokenAlgorithm },
): SignatureVerifier | undefined {
  const key = node.createPublicKey({ key: { ...jwk }, format: 'jwk' });
  const digest = alg === 'EdDSA' ? null : 'sha256';
  // Only signatures of ECDSA come in two encodings.
  const given = alg === 'ES256' ? ({ key, dsaEncoding: 'ieee-p1363' } as const) : key;
  const verify = (bytes: Uint8Array, signature: Uint8Array): boolean =>
    node.verify(digest, bytes, given, signature);
  try {
    if (alg === 'ES256') verify(new Uint8Array(), new Uint8Array(64));
  } catch {
    return undefined;
  }
  return (text, signature) => isSignatureGood(() => verify(new TextEncoder().encode(text), signature));
}

const webAlgorithms: Readonly<
  Record<
    TokenAlgorithm,
    AlgorithmIdentifier & Partial<EcKeyImportParams & RsaHashedImportParams & EcdsaParams>
  >
> = {
  EdDSA: { name: 'Ed25519' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
};

/** Makes the verifier of a key with WebCrypto alone. */
export async function webVerifier(jwk: PublicJwk, alg: TokenAlgorithm): Promise<SignatureVerifier> {
  const algorithm = webAlgorithms[alg];
  const key = await crypto.subtle.importKey('jwk', { ...jwk }, algorithm, false, ['verify']);
  return (text, signature) =>
    isSignatureGood(() => crypto.subtle.verify(algorithm, key, signature, new TextEncoder().encode(text)));
}
