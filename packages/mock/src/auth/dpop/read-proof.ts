import { dpop, proofCoordinateForm, type DpopAlgorithm } from '@fanfare/contract';
import {
  calculateJwkThumbprint,
  compactVerify,
  decodeProtectedHeader,
  errors,
  importJWK,
  type JWK,
} from 'jose';
import { refuse } from '../../refusal.js';
import { isCanonicalJws } from '../is-canonical-jws.js';

/** A proof whose signature is good, before anything that it claims is believed. */
export interface ReadProof {
  /** The thumbprint of the key that made it (RFC 7638). */
  readonly key: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The public members of the one kind of key that each algorithm takes (RFC 7518 §6.2.1, RFC 8037 §2). */
const kinds: Readonly<Record<DpopAlgorithm, Readonly<Record<string, string | undefined>>>> = {
  ES256: { kty: 'EC', crv: 'P-256', x: undefined, y: undefined },
  EdDSA: { kty: 'OKP', crv: 'Ed25519', x: undefined },
};
/** What only a private or a symmetric key has (RFC 7518 §6.2.2, §6.3.2, §6.4). */
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;

/**
 * Reads a proof of possession and checks that the key in its header made it (RFC 9449 §4.3, checks 1 to 7).
 *
 * @throws {MockRefusal} `dpop_proof_invalid`.
 */
export async function readProof(text: string): Promise<ReadProof> {
  // Two headers of one name arrive as one text with a comma between.
  if (text.includes(',')) return refuseProof('there must be exactly one DPoP header');
  if (text.length > dpop.maxCharacters || !isCanonicalJws(text)) return refuseProof('it must be a JWT');
  const { typ, alg, jwk, crit } = headerOf(text);
  if (typ !== dpop.type) return refuseProof(`its typ must be ${dpop.type}`);
  const algorithm = dpop.algorithms.find((name) => name === alg);
  if (algorithm === undefined) return refuseProof(`its alg must be one of ${dpop.algorithms.join(', ')}`);
  // No extension is understood here (RFC 7515 §4.1.11).
  if (crit !== undefined) return refuseProof('it must not name critical headers');
  const key = publicKey(jwk, algorithm);
  if (key === undefined) return refuseProof('its jwk must be the public key of its alg, and nothing secret');
  const claims = await verified(text, { key, algorithm });
  return { key: await calculateJwkThumbprint(key), claims };
}

/** @throws {MockRefusal} `dpop_proof_invalid`, with what is wrong. */
export function refuseProof(what: string): never {
  return refuse('dpop_proof_invalid', `The DPoP proof does not hold: ${what}.`);
}

function headerOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return decodeProtectedHeader(text);
  } catch {
    return refuseProof('its header must be a JSON object');
  }
}

function publicKey(given: unknown, algorithm: DpopAlgorithm): JWK | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const jwk = given as Readonly<Record<string, unknown>>; // an object has string keys
  if (secretMembers.some((name) => name in jwk)) return undefined;
  const members = Object.entries(kinds[algorithm]);
  const fits = members.every(([name, value]) =>
    value === undefined ? isCoordinate(jwk[name]) : jwk[name] === value,
  );
  return fits ? Object.fromEntries(members.map(([name]) => [name, jwk[name]])) : undefined;
}

function isCoordinate(given: unknown): boolean {
  return typeof given === 'string' && proofCoordinateForm.test(given);
}

async function verified(
  text: string,
  { key, algorithm }: { readonly key: JWK; readonly algorithm: DpopAlgorithm },
): Promise<ReadProof['claims']> {
  try {
    const { payload } = await compactVerify(text, await importJWK(key, algorithm), {
      algorithms: [algorithm],
    });
    const claims: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    if (typeof claims === 'object' && claims !== null) return claims as ReadProof['claims']; // string keys
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      return refuseProof('the key in its header did not make its signature');
    }
    // A point that is not on the curve, or a payload that is not JSON: the caller's doing, either way.
  }
  return refuseProof('its key and its claims must be readable');
}
