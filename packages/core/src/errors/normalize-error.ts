import { headers as headerNames, retryableCodes, type FanfareErrorCode } from '@fanfare/contract';
import { redact } from '../redaction/redact.js';
import { redactText } from '../redaction/redact-text.js';
import { parseHttpDate, parseRetryAfter } from '../retry-after.js';
import type { ErrorIssue } from './fanfare-error.js';
import { isJson } from './is-json.js';
import { isRecord } from './is-record.js';
import { passingStatuses } from './passing-statuses.js';
import { oneLine } from './one-line.js';
import { readIssues } from './read-issues.js';
import { readRateLimit, type RateLimitFacts } from './read-rate-limit.js';
import { readRequestId } from './read-request-id.js';
import { resolveCode } from './resolve-code.js';

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

const maxMessage = 500;
const maxRawText = 200;
const retryable: readonly string[] = retryableCodes;

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
  const { status, headers, now } = answer;
  const parsed = isJson(headers.get('content-type')) ? parseJson(answer.body) : undefined;
  // `{ error: { code, message } }` is nobody's documented form and everybody's habit.
  const outer = isRecord(parsed) ? parsed : {};
  const body = isRecord(outer['error']) ? { ...outer, ...outer['error'], error: undefined } : outer;
  const code = resolveCode([body['code'], body['error']], status);
  // A date is meant on the server's clock, and the device's own may be hours off.
  const serverNow = parseHttpDate(headers.get('date') ?? '', now) || now;
  const rateLimit = readRateLimit({ headers, body, serverNow });
  const issues = readIssues(body['issues']) ?? readIssues(body['details']);
  return {
    code,
    status,
    message: readMessage([body['message'], prose(body['error']), issues?.[0]?.message], status),
    issues,
    details: redact(body['details']),
    requestId: readRequestId(headers.get(headerNames.requestId) ?? body['requestId']),
    retryAfterMs:
      readRetryAfter(headers, body['retryAfter'], serverNow) ?? waitOf(rateLimit, { status, serverNow }),
    rateLimit,
    retryable: passingStatuses.includes(status) || retryable.includes(code),
    raw: parsed === undefined ? rawText(answer.body) : redact(parsed),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Keeps a text that is not a code. */
function prose(value: unknown): unknown {
  return typeof value === 'string' && /\s/.test(value.trim()) ? value : undefined;
}

function readMessage(candidates: readonly unknown[], status: number): string {
  const texts = candidates.filter((text) => typeof text === 'string').map(tidy);
  return texts.find((text) => text !== '') ?? `The platform answered ${status} and gave no reason.`;
}

function tidy(text: string): string {
  // Redacted before it is cut, so that no half of a secret is left; cut before that only where it is huge.
  const clean = oneLine(redactText(text.slice(0, maxMessage * 8))).replace(/\s+/g, ' ');
  return clean.length <= maxMessage ? clean : `${clean.slice(0, maxMessage - 1)}…`;
}

function rawText(body: string): string | undefined {
  return body === '' ? undefined : redactText(body.slice(0, maxRawText * 8)).slice(0, maxRawText);
}

function readRetryAfter(headers: Headers, field: unknown, serverNow: number): number | undefined {
  const fromHeader = parseRetryAfter(headers.get(headerNames.retryAfter), serverNow);
  const text = typeof field === 'number' || typeof field === 'string' ? String(field) : null;
  return fromHeader ?? parseRetryAfter(text, serverNow) ?? undefined;
}

/** A limit that refuses and names no wait is whole again when it says so. */
function waitOf(
  { remaining = 0, resetAt }: RateLimitFacts,
  { status, serverNow }: { readonly status: number; readonly serverNow: number },
): number | undefined {
  return status === 429 && remaining === 0 && resetAt !== undefined
    ? Math.max(0, resetAt - serverNow)
    : undefined;
}
