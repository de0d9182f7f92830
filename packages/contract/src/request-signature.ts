/**
 * How a server's request is signed: RFC 9421 with an RFC 9530 content digest, one label, one tag and a
 * fixed list of components, so that a signature cannot cover too little.
 */
export const requestSignature = {
  label: 'fanfare',
  tag: 'fanfare-v1',
  /** Covered always. */
  components: ['@method', '@authority', '@path', '@query'],
  /** Covered too where the request has a body. */
  bodyComponents: ['content-digest', 'content-type'],
  /** Covered too on every method that is not safe (RFC 9110 §9.2.1). */
  unsafeComponents: ['idempotency-key'],
  /** Covered too where the request has it: it decides how the request is read, so nobody on the way may change it. */
  versionComponents: ['x-fanfare-api-version'],
  /** The parameters of a signature, in the order in which they are written. */
  parameters: ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'],
  digestAlgorithm: 'sha-256',
  /** `expires` − `created`, in seconds. */
  lifetimeSeconds: 60,
  /** How far `created` may lie in the past, in seconds. */
  maxAgeSeconds: 300,
  /** How far `created` may lie in the future, in seconds. */
  maxSkewSeconds: 60,
  nonceBytes: 16,
  /** HKDF-SHA256 (RFC 5869) from the secret key with an empty salt: `info` and length of the MAC key. */
  macKey: { info: 'fanfare-request-signature-v1', bytes: 32 },
  /** The same derivation for `keyid`, written in base64url: names the key and holds no part of it. */
  keyId: { info: 'fanfare-request-key-id-v1', bytes: 16 },
  /** `keyid` of an Ed25519 key: SHA-256 over these members of its JWK (RFC 7638 §3, RFC 8037 §2), in base64url. */
  thumbprintMembers: ['crv', 'kty', 'x'],
} as const;

/** How a request may be signed. */
export type RequestSignatureAlgorithm = 'hmac-sha256' | 'ed25519';
