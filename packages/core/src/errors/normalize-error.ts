import type { FanfareErrorCode } from '@fanfare/contract';
import type { ErrorIssue } from './fanfare-error.js';
import { readClosely } from './read-closely.js';
import type { RateLimitFacts } from './read-rate-limit.js';
import { refusalBasics } from './refusal-basics.js';

/** A refusal as it came over the wire. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The text of the body; empty where there was none. */
  readonly body: string;
  /** The present time, in milliseconds since the epoch. */
  readonly now: number;
}

/** A refusal in the one form that the SDKs know. */
export interface NormalizedError {
  readonly code: FanfareErrorCode | (string & {});
  readonly status: number;
  /** What happened, in words: redacted, never empty, at most 500 characters. */
  readonly message: string;
  readonly issues: readonly ErrorIssue[] | undefined;
  readonly details: unknown;
  readonly requestId: string | undefined;
  /** How long to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** How the caller stands with the limit that refused. */
  readonly rateLimit: RateLimitFacts;
  readonly retryable: boolean;
  /** The body, redacted; the beginning of it where it is not JSON. */
  readonly raw: unknown;
}

/**
 * Turns any refusal into one form: every documented body, a proxy's HTML page, an empty or broken body. A
 * body counts only where its content type is JSON, so that no page of a proxy can end a session.
 *
 * @example
 * ```ts
 * import { normalizeError } from '@fanfare/core/refusals';
 *
 * const headers = new Headers({ 'content-type': 'application/json' });
 * normalizeError({ status: 429, headers, body: '{"error":"Queue is full"}', now: Date.now() }).code; // 'queue_full'
 * ```
 */
export function normalizeError(answer: ErrorAnswer): NormalizedError {
  return readClosely(answer, refusalBasics);
}
