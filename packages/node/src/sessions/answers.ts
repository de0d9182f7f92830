import type { PageSession, PageTokens } from '@fanfare/contract';
import { isFanfareError, redactText } from '@fanfare/core/base';
import { limitsLeft, type SessionLimits } from './session-limits.js';
import { tokenLeft, type SessionRecord } from './session-record.js';

/** By what a page is told about a session. */
export interface Telling {
  readonly limits: SessionLimits;
  readonly now: number;
}

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  vary: 'Origin, Cookie',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Makes an answer that nobody keeps, frames or guesses about. */
export function answer(
  body: object | null,
  init: { status?: number; cookies?: readonly string[] } = {},
): Response {
  const { status = body === null ? 204 : 200, cookies = [] } = init;
  const response =
    body === null ? new Response(null, { status, headers }) : Response.json(body, { status, headers });
  for (const cookie of cookies) response.headers.append('set-cookie', cookie);
  return response;
}

/** Tells a page who is signed in. Every member is named here: what a record holds besides stays behind. */
export function tellSession(
  { id, session, openedAt, ...times }: SessionRecord,
  { limits, now }: Telling,
): PageSession {
  const { type, consumerId, expiresAt, email, emailVerified, phone } = session;
  return {
    id,
    session: {
      type,
      consumerId,
      expiresAt,
      ...(email !== undefined && { email }),
      ...(emailVerified !== undefined && { emailVerified }),
      ...(phone !== undefined && { phone }),
    },
    openedAt,
    limits: limitsLeft(times, limits, now),
  };
}

/** Gives a page what it calls the platform with: the short token, and never the one that makes more of them. */
export function tellTokens(record: SessionRecord, telling: Telling): PageTokens {
  const { tokens, generation } = record;
  return {
    ...tellSession(record, telling),
    accessToken: tokens.accessToken,
    beaconToken: tokens.beaconToken,
    expiresInMs: Math.max(0, tokenLeft(tokens, telling.now)),
    generation,
  };
}

/** Says why something was refused, in the words of the platform where they are its own. */
export function refusal(error: unknown, cookies: readonly string[] = []): Response {
  const { status, code, message, retryAfterMs, issues } = describe(error);
  const response = answer(
    { error: code, message, ...(issues !== undefined && { issues }) },
    { status, cookies },
  );
  if (retryAfterMs !== undefined)
    response.headers.set('retry-after', String(Math.ceil(retryAfterMs / 1_000)));
  return response;
}

interface Description {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number | undefined;
  readonly issues?: unknown;
}

/** Codes of this side, as what they are for a page. */
const ownCodes: Readonly<Record<string, readonly [status: number, code: string]>> = {
  invalid_request: [400, 'validation_error'],
  storage_unavailable: [503, 'service_unavailable'],
  network_error: [503, 'service_unavailable'],
  timeout: [503, 'service_unavailable'],
  invalid_response: [502, 'service_unavailable'],
  redirect_refused: [502, 'service_unavailable'],
  aborted: [503, 'service_unavailable'],
};

function describe(error: unknown): Description {
  if (!isFanfareError(error)) {
    return {
      status: 500,
      code: 'internal_error',
      message: 'Something went wrong here; nobody was signed out.',
    };
  }
  const { issues, retryAfterMs } = error;
  const own = ownCodes[error.code];
  if (own !== undefined) {
    const [status, code] = own;
    const message =
      status === 400 ? error.message : 'The platform or the session store did not answer; try again.';
    return { status, code, message, retryAfterMs, issues };
  }
  if (error.status === undefined || error.status < 400) {
    return {
      status: 500,
      code: 'internal_error',
      message: 'Something went wrong here; nobody was signed out.',
    };
  }
  return { status: error.status, code: error.code, message: wordsOf(error), retryAfterMs, issues };
}

/** The platform's own words, so that the page does not say twice what was refused. */
function wordsOf({ raw, message }: { readonly raw?: unknown; readonly message: string }): string {
  const words = typeof raw === 'object' && raw !== null && 'message' in raw ? raw.message : undefined;
  return typeof words === 'string' ? redactText(words) : message;
}
