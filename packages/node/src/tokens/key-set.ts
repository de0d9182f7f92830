import { fromBase64Url, isBase64Url } from '../bytes/base64url.js';
import { signatureVerifier, type PublicJwk, type SignatureVerifier } from './signature-verifier.js';
import { keyKinds, secretMembers, type TokenAlgorithm } from './token-algorithms.js';
import { tokenError } from './token-error.js';

/** A public key, imported with its first use. */
export interface TokenKey {
  readonly alg: TokenAlgorithm;
  readonly kid: string;
  /** Imports the key for its one algorithm; the first time only. */
  load(): Promise<SignatureVerifier>;
}

/** The keys of a platform, by key id and algorithm. */
export interface KeySet {
  /** True where no key of the set can verify a token. */
  readonly isEmpty: boolean;
  find(kid: string, alg: TokenAlgorithm): TokenKey | undefined;
  /** Tells whether the key id is known, whatever its algorithm. */
  has(kid: string): boolean;
  /** Tells whether the key of an id is one that could be broken: it verifies nothing. */
  isWeak(kid: string): boolean;
}

interface ReadKey extends TokenKey {
  readonly isWeak: boolean;
}

/** RFC 7518 §3.3. */
const minRsaBytes = 256;

/**
 * Reads a JWK set (RFC 7517 §5). Keys of other kinds are left out, so that a new one does no harm; an RSA key of less than 2048
 * bits, or of an unusual exponent, verifies nothing.
 *
 * @returns `undefined` where the value is no JWK set.
 */
export function readKeySet(value: unknown): KeySet | undefined {
  const list: unknown = isObject(value) ? value['keys'] : undefined;
  if (!Array.isArray(list)) return undefined;
  const read = list.flatMap((jwk: unknown) => readKey(jwk) ?? []);
  const keys = read.filter(({ isWeak }) => !isWeak);
  return {
    isEmpty: keys.length === 0,
    find: (kid, alg) => keys.find((key) => key.kid === kid && key.alg === alg),
    has: (kid) => keys.some((key) => key.kid === kid),
    isWeak: (kid) => read.some((key) => key.isWeak && key.kid === kid),
  };
}

function readKey(jwk: unknown): ReadKey | undefined {
  if (!isObject(jwk)) return undefined;
  const { kty, crv, kid, use, key_ops: operations, alg: stated } = jwk;
  const kind = Object.hasOwn(keyKinds, String(kty)) ? keyKinds[String(kty)] : undefined;
  if (kind === undefined || kind.crv !== crv || (stated !== undefined && stated !== kind.alg))
    return undefined;
  if (typeof kid !== 'string' || kid === '') return undefined;
  if ((use !== undefined && use !== 'sig') || secretMembers.some((name) => name in jwk)) return undefined;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify')))
    return undefined;
  const members = kind.members.map((name) => [name, jwk[name]] as const);
  if (members.some(([, member]) => typeof member !== 'string' || !isBase64Url(member))) return undefined;
  const key: PublicJwk = {
    kty: String(kty),
    ...(kind.crv && { crv: kind.crv }),
    ...(Object.fromEntries(members) as PublicJwk), // texts, as was just seen
  };
  let loaded: Promise<SignatureVerifier> | undefined;
  return { alg: kind.alg, kid, isWeak: isWeakRsa(jwk), load: () => (loaded ??= importKey(key, kind.alg)) };
}

function isWeakRsa({ kty, n, e }: Readonly<Record<string, unknown>>): boolean {
  if (kty !== 'RSA') return false;
  const modulus = fromBase64Url(String(n)) ?? new Uint8Array();
  const from = modulus.findIndex((byte) => byte !== 0);
  // The highest bit of 2048 counts, and zeros in front do not.
  return (
    e !== 'AQAB' ||
    modulus.length - from < minRsaBytes ||
    (modulus.length - from === minRsaBytes && (modulus[from] ?? 0) < 128)
  );
}

async function importKey(key: PublicJwk, alg: TokenAlgorithm): Promise<SignatureVerifier> {
  try {
    return await signatureVerifier(key, alg);
  } catch (cause) {
    throw tokenError('unknown_key', { cause }); // what the platform published there is no point of the curve
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
