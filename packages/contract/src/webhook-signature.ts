/**
 * How a delivery is signed: `X-Fanfare-Signature: sha256=<hex>`, an HMAC-SHA256 over
 * `${X-Fanfare-Timestamp}.${raw body}`, keyed with the endpoint's secret as UTF-8 bytes. While a secret is rolled,
 * `X-Fanfare-Additional-Signature` has the same made with the other secret.
 */
export const webhookSignature = {
  algorithm: 'sha256',
  prefix: 'sha256=',
  separator: '.',
  secretPrefix: 'whsec_',
  /** How far the timestamp may be from now, either way, in seconds. */
  toleranceSeconds: 300,
} as const;

/** Waits before each attempt of a delivery, in seconds after the attempt before it. */
export const webhookRetrySchedule: readonly number[] = [0, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400];
