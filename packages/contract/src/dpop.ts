/**
 * How a proof of possession looks (RFC 9449 §4.2): it shows with every call that whoever sends a token also has the private
 * key that the token is bound to.
 */
export const dpop = {
  header: 'dpop',
  /** What a server demands the next proof to hold (RFC 9449 §8). */
  nonceHeader: 'dpop-nonce',
  /** Stands before a bound token in `Authorization`, in place of `Bearer`. */
  scheme: 'DPoP',
  type: 'dpop+jwt',
  algorithms: ['ES256', 'EdDSA'],
  /** How far `iat` may lie in the past, in seconds. */
  maxAgeSeconds: 300,
  /** How far `iat` may lie in the future, in seconds. */
  maxSkewSeconds: 60,
  /** The longest proof that is looked at, in characters. */
  maxCharacters: 4096,
  /** The longest `jti`, in characters: each is remembered for as long as its proof is good. */
  maxIdCharacters: 128,
} as const;

/**
 * How the address in a proof is written: one that needs no repair. What a browser also takes for one (spaces, backslashes, a
 * user in front of the host) is the same address to one reader and another to the next.
 */
export const proofAddressForm = /^https?:\/\/[^\s/?#@\\]+(\/[^\s?#\\]*)?$/i;

/** How a coordinate of a proof's key is written: 32 bytes in base64url, in their one spelling, so that a key has one thumbprint. */
export const proofCoordinateForm = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** The algorithms that sign proofs. */
export type DpopAlgorithm = (typeof dpop.algorithms)[number];

/** The operations that hand out tokens, and bind them where the call carries a proof. */
export const tokenOperations: readonly string[] = [
  'auth.guest',
  'auth.verifyOtp',
  'auth.exchangeExternal',
  'auth.refresh',
  'mfa.stepUp',
];
