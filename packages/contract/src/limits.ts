/** Sizes and times that both sides hold to. */
export const limits = {
  /** Largest request body, in bytes. */
  requestBytes: 1_048_576,
  /** Longest address of a request, path and query, in bytes. */
  urlBytes: 8_192,
  /** Largest header block of a request, names and values, in bytes. */
  headerBytes: 16_384,
  /** How deep the arrays and objects of a request body may be nested. */
  jsonDepth: 64,
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
  /** How long a second factor counts after it was shown, in seconds. */
  stepUpSeconds: 300,
  /** The least time between two codes that prove an e-mail address, in seconds. */
  emailResendSeconds: 60,
  /** Lifetime of an access token, in seconds. */
  accessTokenSeconds: 3_600,
  /** Lifetime of a refresh token, in seconds. */
  refreshTokenSeconds: 2_592_000,
  /** How often a call may be repeated at most; a loop without end would look like an attack. */
  retries: 10,
  /** Largest file of members that an audience imports, in bytes. */
  audienceImportBytes: 10_485_760,
  /** How often somebody may fail to prove one identity before every further try has to wait. */
  attemptsPerIdentity: 10,
  /** How often all who share an address may fail before every further try from there has to wait. */
  attemptsPerAddress: 50,
  /** How many streams of events one consumer may have open at once, on all devices together. */
  streamsPerConsumer: 10,
  /** How many streams that want no consumer may be open at once from one address, which many shoppers may share. */
  streamsPerAddress: 200,
  /** How many webhook endpoints a tenant may have; archived ones do not count. */
  webhookEndpoints: 50,
} as const;
