import { headers as headerNames, retryableCodes } from '@fanfare/contract';
import { redact } from '../redaction/redact.js';
import { redactText } from '../redaction/redact-text.js';
import { parseHttpDate, parseRetryAfter } from '../retry-after.js';
import type { ErrorAnswer, NormalizedError } from './normalize-error.js';
import { isRecord } from './is-record.js';
import { oneLine } from './one-line.js';
import { readIssues } from './read-issues.js';
import { readRateLimit, type RateLimitFacts } from './read-rate-limit.js';
import type { RefusalBasics } from './refusal-basics.js';
import { resolveCode } from './resolve-code.js';

const maxMessage = 500;
const maxRawText = 200;
const retryable: readonly string[] = retryableCodes;

/**
 * Reads a refusal with a look at its body, which counts only where its content type is JSON, so that no page of a proxy can
 * end a session.
 *
 * @param basics - What whoever sends calls has at hand anyway. A page loads this module apart from that: were it imported here, it
 *   would be a file of its own for both, and one more round trip before the first call.
 */
export function readClosely(answer: ErrorAnswer, basics: RefusalBasics): NormalizedError {
  const { status, headers, now } = answer;
  const { isJson, passingStatuses, readRequestId, statusCodes, codeOfStatus } = basics;
  const parsed = isJson(headers.get('content-type')) ? parseJson(answer.body) : undefined;
  // `{ error: { code, message } }` is nobody's documented form and everybody's habit.
  const outer = isRecord(parsed) ? parsed : {};
  const body = isRecord(outer['error']) ? { ...outer, ...outer['error'], error: undefined } : outer;
  const code = resolveCode([body['code'], body['error']], statusCodes) ?? codeOfStatus(status);
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
