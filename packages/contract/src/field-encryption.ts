/**
 * How a single field of a body is encrypted for the platform alone: its JSON as a compact JWE (RFC 7516), in place of its
 * value. The key of the content is new for every field and goes under RSA-OAEP with SHA-256, for its hash and for MGF1.
 */
export const fieldEncryption = {
  /** `typ` of its header, which no other token has. */
  type: 'fanfare-field+jwe',
  /** `alg` of its header (RFC 7518 §4.3). */
  algorithm: 'RSA-OAEP-256',
  /** `enc` of its header (RFC 7518 §5.3). */
  encryption: 'A256GCM',
  /** `use` of the platform's keys for it (RFC 7517 §4.2). */
  keyUse: 'enc',
  /** The fewest bits that the modulus of a key may have. */
  minModulusBits: 2048,
} as const;
