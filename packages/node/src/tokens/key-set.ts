import type { TokenAlgorithm } from './read-token-header.js';
import { tokenError } from './token-error.js';

/** A public key, imported with its first use. */
export interface TokenKey {
  readonly alg: TokenAlgorithm;
  readonly kid: string;
  /** Imports the key for its one algorithm. */
  load(): Promise<CryptoKey>;
}

/** The keys of a platform, by key id and algorithm. */
export interface KeySet {
  /** True where no key of the set can verify a token. */
  readonly isEmpty: boolean;
  find(kid: string, alg: TokenAlgorithm): TokenKey | undefined;
  /** Tells whether the key id is known, whatever its algorithm. */
  has(kid: string): boolean;
}

interface PublicJwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y?: string;
}

/** Which algorithm a kind of key is for. Nothing else verifies a token: no RSA, and never a symmetric key. */
const algorithms: Readonly<Record<string, TokenAlgorithm>> = { 'OKP Ed25519': 'EdDSA', 'EC P-256': 'ES256' };

/**
 * Reads a JWK set (RFC 7517 §5). Keys of other kinds are left out, so that a new one does no harm.
 *
 * @returns `undefined` where the value is no JWK set.
 */
export function readKeySet(value: unknown): KeySet | undefined {
  const list: unknown = isObject(value) ? value['keys'] : undefined;
  if (!Array.isArray(list)) return undefined;
  const keys = list.flatMap((jwk: unknown) => readKey(jwk) ?? []);
  return {
    isEmpty: keys.length === 0,
    find: (kid, alg) => keys.find((key) => key.kid === kid && key.alg === alg),
    has: (kid) => keys.some((key) => key.kid === kid),
  };
}

function readKey(jwk: unknown): TokenKey | undefined {
  if (!isObject(jwk)) return undefined;
  const { kty, crv, x, y, kid, use, key_ops: operations, alg: stated } = jwk;
  const alg = algorithms[`${String(kty)} ${String(crv)}`];
  if (alg === undefined || (stated !== undefined && stated !== alg)) return undefined;
  if (typeof kid !== 'string' || kid === '' || typeof x !== 'string') return undefined;
  if (alg === 'ES256' && typeof y !== 'string') return undefined;
  if ((use !== undefined && use !== 'sig') || 'd' in jwk) return undefined;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify')))
    return undefined;
  const key: PublicJwk = { kty: String(kty), crv: String(crv), x, ...(typeof y === 'string' && { y }) };
  let loaded: Promise<CryptoKey> | undefined;
  return { alg, kid, load: () => (loaded ??= importKey(key, alg)) };
}

async function importKey(key: PublicJwk, alg: TokenAlgorithm): Promise<CryptoKey> {
  const { importJWK } = await import('jose');
  try {
    return (await importJWK({ ...key }, alg)) as CryptoKey; // bytes come of symmetric keys only
  } catch (cause) {
    throw tokenError('unknown_key', { cause }); // what the platform published there is no point of the curve
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
