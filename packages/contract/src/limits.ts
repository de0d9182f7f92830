/** Sizes and times that both sides hold to. */
export const limits = {
  /** Largest request body, in bytes. */
  requestBytes: 1_048_576,
  /** Largest answer that a client reads, in bytes. */
  responseBytes: 10_485_760,
  /** Largest webhook body that a receiver reads by default, in bytes. */
  webhookBytes: 1_048_576,
  /** Longest wait that a client accepts from `Retry-After`, in milliseconds. */
  retryAfterMs: 60_000,
  /** Largest `claims` of an external identity, as characters of JSON. */
  externalClaimsCharacters: 10_000,
  /** Lifetime of an exchange code, in seconds. */
  exchangeCodeSeconds: 60,
  /** Lifetime of a one-time code, in seconds. */
  otpSeconds: 600,
  /** Lifetime of an access token, in seconds. */
  accessTokenSeconds: 3_600,
  /** Lifetime of a refresh token, in seconds. */
  refreshTokenSeconds: 2_592_000,
  /** How often a call may be repeated at most; a loop without end would look like an attack. */
  retries: 10,
  /** Largest file of members that an audience imports, in bytes. */
  audienceImportBytes: 10_485_760,
} as const;
