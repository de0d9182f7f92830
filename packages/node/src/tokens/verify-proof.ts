import { dpop, proofAddressForm, type DpopAlgorithm } from '@fanfare/contract';
import type { Clock } from '@fanfare/core/base';
import { fromBase64Url, isBase64Url } from '../bytes/base64url.js';
import type { ClaimProof } from './proof-log.js';
import { readPart } from './read-part.js';
import { sha256 } from './sha256.js';
import { signatureVerifier, type PublicJwk } from './signature-verifier.js';
import { secretMembers } from './token-algorithms.js';
import { tokenError } from './token-error.js';

/** The request that carried a bound token, as far as its proof is about it. */
export interface ProofOfRequest {
  /** The `DPoP` header; `null` or `undefined` where there was none. */
  readonly proof: string | null | undefined;
  /** The method of the request, such as `POST`. */
  readonly method: string;
  /** The address as the page sees it, not as a proxy in between passes it on; the query does not count. */
  readonly url: string;
  /**
   * Remembers proofs, so that each is good once; give one over a shared store where several processes take the same calls.
   * @default in the memory of this process
   */
  readonly claimProof?: ClaimProof | undefined;
}

/** What a proof has to fit. */
export interface ProofExpectations extends Omit<ProofOfRequest, 'proof' | 'claimProof'> {
  readonly token: string;
  /** The thumbprint of the key that the token is bound to. */
  readonly boundTo: string;
  readonly claimProof: ClaimProof;
  readonly clock: Clock;
}

/** The kind of key that each algorithm takes, and its public members in the order of RFC 7638 §3.3. */
const kinds: Readonly<Record<DpopAlgorithm, { crv: string; kty: string; members: readonly string[] }>> = {
  ES256: { crv: 'P-256', kty: 'EC', members: ['crv', 'kty', 'x', 'y'] },
  EdDSA: { crv: 'Ed25519', kty: 'OKP', members: ['crv', 'kty', 'x'] },
};

/**
 * Verifies a proof of possession (RFC 9449 §4.3): its form, its key, its signature, then the call and the token it is for.
 *
 * @throws AuthenticationError `dpop_proof_invalid`
 */
export async function verifyProof(proof: string, expected: ProofExpectations): Promise<void> {
  const parts = proof.split('.');
  if (proof.length > dpop.maxCharacters || parts.length !== 3 || !parts.every(isBase64Url)) {
    throw tokenError('proof_form');
  }
  const { typ, alg, jwk, crit } = readProofPart(parts[0]);
  const algorithm = dpop.algorithms.find((name) => name === alg);
  if (typ !== dpop.type || algorithm === undefined || crit !== undefined) throw tokenError('proof_form');
  const key = publicKey(jwk, algorithm);
  if (key === undefined || (await thumbprint(key)) !== expected.boundTo) throw tokenError('proof_key');
  await checkSignature(proof, { key, algorithm });
  const { id, expiresAt } = checkClaims(readProofPart(parts[1]), {
    ...expected,
    tokenHash: await sha256(expected.token),
  });
  // Last: a proof that is bad spends nothing.
  if (!(await expected.claimProof({ id: `${expected.boundTo}.${id}`, expiresAt }))) {
    throw tokenError('proof_reused');
  }
}

function readProofPart(part = ''): Readonly<Record<string, unknown>> {
  const value = readPart(part);
  if (typeof value === 'string') throw tokenError('proof_form');
  return value;
}

function publicKey(given: unknown, algorithm: DpopAlgorithm): PublicJwk | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const jwk = given as Readonly<Record<string, unknown>>; // an object has string keys
  const { crv, kty, members } = kinds[algorithm];
  if (jwk['crv'] !== crv || jwk['kty'] !== kty || secretMembers.some((name) => name in jwk)) return undefined;
  if (members.some((name) => typeof jwk[name] !== 'string')) return undefined;
  return Object.fromEntries(members.map((name) => [name, String(jwk[name])]));
}

function thumbprint(key: PublicJwk): string | Promise<string> {
  return sha256(JSON.stringify(key)); // written in the order of the RFC above
}

async function checkSignature(
  proof: string,
  { key, algorithm }: { readonly key: PublicJwk; readonly algorithm: DpopAlgorithm },
): Promise<void> {
  const at = proof.lastIndexOf('.');
  const signature = fromBase64Url(proof.slice(at + 1));
  const verify = await signatureVerifier(key, algorithm).catch((cause: unknown) => {
    throw tokenError('proof_signature', { cause }); // the key is no point of its curve
  });
  if (signature === undefined || !(await verify(proof.slice(0, at), signature)))
    throw tokenError('proof_signature');
}

function checkClaims(
  { htm, htu, iat, jti, ath }: Readonly<Record<string, unknown>>,
  { method, url, tokenHash, clock }: ProofExpectations & { readonly tokenHash: string },
): { readonly id: string; readonly expiresAt: number } {
  if (htm !== method || !isSameAddress(htu, url)) throw tokenError('proof_call');
  if (typeof iat !== 'number' || !Number.isSafeInteger(iat)) throw tokenError('proof_time');
  const age = clock.now() / 1_000 - iat;
  if (age > dpop.maxAgeSeconds || age < -dpop.maxSkewSeconds) throw tokenError('proof_time');
  if (typeof jti !== 'string' || jti === '' || jti.length > dpop.maxIdCharacters)
    throw tokenError('proof_form');
  if (ath !== tokenHash) throw tokenError('proof_token');
  return { id: jti, expiresAt: (iat + dpop.maxAgeSeconds) * 1_000 + 1 };
}

function isSameAddress(given: unknown, url: string): boolean {
  if (typeof given !== 'string' || !proofAddressForm.test(given) || !URL.canParse(given)) return false;
  return new URL(given).href === new URL(url.replace(/[?#].*$/s, '')).href;
}
