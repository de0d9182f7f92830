/**
 * How whoever registers a public key proves to hold the private part: a compact JWS (RFC 7515) by the key itself. It
 * says for whom, so that it is of no use to another organization, and it is no signature of a request.
 */
export const keyProof = {
  /** `typ` of its header, which no other token has. */
  type: 'fanfare-key-proof+jwt',
  /** `alg` of its header (RFC 8037 §3.1). */
  algorithm: 'EdDSA',
  /** How far `iat` may lie in the past, in seconds. */
  maxAgeSeconds: 300,
  /** How far `iat` may lie in the future, in seconds. */
  maxSkewSeconds: 60,
} as const;
