import type { FanfareErrorCode } from '@fanfare/contract';
import { redact } from '../redaction/redact.js';
import { redactText } from '../redaction/redact-text.js';
import { safeCause } from './safe-cause.js';

/** One thing that is wrong with a request, and where. */
export interface ErrorIssue {
  /** Where, as `consumer.email` or `items.0.id`; empty for the request itself. */
  readonly path: string;
  /** What is wrong, in words; never the value that was refused. */
  readonly message: string;
  /** The platform's own name for it, where it gave one. */
  readonly code?: string;
}

/** What an error is made of, besides its message. */
export interface FanfareErrorOptions {
  /** The code from the closed list, or a newer one of the platform. */
  readonly code: FanfareErrorCode | (string & {});
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** The platform's id of the request, for support. */
  readonly requestId?: string | undefined;
  /** How long to wait before the same call makes sense again, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly issues?: readonly ErrorIssue[] | undefined;
  readonly details?: unknown;
  /** How many requests were sent for the call. */
  readonly attempts?: number | undefined;
  /** @default `false` */
  readonly retryable?: boolean | undefined;
  /** The body of the answer. */
  readonly raw?: unknown;
  readonly cause?: unknown;
}

/** What an error looks like in a log: everything that is safe to print, without the stack. */
export interface FanfareErrorJson {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly attempts: number | undefined;
  readonly retryable: boolean;
  readonly issues: readonly ErrorIssue[] | undefined;
}

const brand = Symbol.for('fanfare.error');

/**
 * Carries what went wrong in a call, with a code to branch on. Everything in it went through the redactor:
 * it may be logged, and holds no key, token or grant.
 *
 * @example
 * ```ts
 * import { FanfareError } from '@fanfare/core';
 *
 * const error = new FanfareError('queues.enter failed: the queue is full.', { code: 'queue_full', status: 429 });
 * error.toJSON(); // { name: 'FanfareError', code: 'queue_full', status: 429, … }
 * ```
 */
export class FanfareError extends Error {
  override readonly name: string = 'FanfareError';
  /** Branch on this; see the closed list in `@fanfare/contract`. A newer platform may send others. */
  readonly code: FanfareErrorCode | (string & {});
  /** The HTTP status, where there was an answer. */
  declare readonly status?: number;
  /** The platform's id of the request; quote it to support. */
  declare readonly requestId?: string;
  /** How long to wait before the same call makes sense again, in milliseconds. */
  declare readonly retryAfterMs?: number;
  /** What is wrong with the request, place by place. */
  declare readonly issues?: readonly ErrorIssue[];
  /** What the platform added, redacted. */
  declare readonly details?: unknown;
  /** How many requests were sent for the call. */
  declare readonly attempts?: number;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean;
  /** The body of the answer, redacted. */
  declare readonly raw?: unknown;

  constructor(message: string, options: FanfareErrorOptions) {
    const cause = safeCause(options.cause);
    super(redactText(message), cause === undefined ? undefined : { cause });
    this.code = options.code;
    this.retryable = options.retryable ?? false;
    const present = {
      status: options.status,
      requestId: options.requestId,
      retryAfterMs: options.retryAfterMs,
      issues: options.issues === undefined ? undefined : (redact(options.issues) as readonly ErrorIssue[]),
      details: redact(options.details),
      attempts: options.attempts,
      raw: redact(options.raw),
    };
    for (const [key, value] of Object.entries(present)) {
      if (value !== undefined) Object.defineProperty(this, key, { value, enumerable: true });
    }
    Object.defineProperty(this, brand, { value: true }); // not enumerable, so that no log shows it
  }

  /** Returns what is safe and useful in a log; bodies and details stay out of it. */
  toJSON(): FanfareErrorJson {
    const { name, code, message, status, requestId, retryAfterMs, attempts, retryable, issues } = this;
    return { name, code, message, status, requestId, retryAfterMs, attempts, retryable, issues };
  }
}

/**
 * Tells whether a value is an error of the SDKs, also where the page holds two copies of this package.
 *
 * @example
 * ```ts
 * import { isFanfareError } from '@fanfare/core';
 *
 * const waitFor = (error: unknown): number | undefined => (isFanfareError(error) ? error.retryAfterMs : undefined);
 * ```
 */
export function isFanfareError(value: unknown): value is FanfareError {
  return typeof value === 'object' && value !== null && (value as Record<symbol, unknown>)[brand] === true;
}
