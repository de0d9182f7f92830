import type { CsrfErrorCode } from './cookie-mode.js';

/** What a code means for whoever receives it. */
export interface ErrorFact {
  /** The HTTP status that carries the code. */
  readonly status: number;
  /** The same call may succeed later without a change. */
  readonly retryable: boolean;
}

/** The closed list of codes that the platform answers with, each with its status. */
const statuses = {
  validation_error: 400,
  card_data_not_allowed: 400,
  encryption_key_unknown: 400,
  decryption_failed: 400,
  bid_too_low: 400,
  distribution_closed: 400,
  unauthorized: 401,
  invalid_token: 401,
  token_expired: 401,
  session_revoked: 401,
  session_integrity_failed: 401,
  refresh_token_invalid: 401,
  refresh_token_expired: 401,
  refresh_token_reused: 401,
  otp_invalid: 401,
  otp_expired: 401,
  mfa_code_invalid: 401,
  secret_key_required: 401,
  publishable_key_required: 401,
  key_invalid: 401,
  key_revoked: 401,
  signature_required: 401,
  signature_malformed: 401,
  signature_incomplete: 401,
  signature_expired: 401,
  signature_mismatch: 401,
  signature_authority_mismatch: 401,
  content_digest_mismatch: 401,
  nonce_reused: 401,
  dpop_proof_required: 401,
  dpop_proof_invalid: 401,
  use_dpop_nonce: 401,
  forbidden: 403,
  origin_not_allowed: 403,
  insufficient_scope: 403,
  ip_not_allowed: 403,
  device_mismatch: 403,
  step_up_required: 403,
  email_unverified: 403,
  consent_required: 403,
  not_found: 404,
  conflict: 409,
  already_linked: 409,
  consumer_conflict: 409,
  request_in_flight: 409,
  exchange_code_invalid: 401,
  exchange_code_expired: 401,
  grant_invalid: 403,
  grant_expired: 403,
  grant_used: 409,
  grant_mismatch: 403,
  order_limit_exceeded: 409,
  slot_full: 409,
  version_unsupported: 410,
  payload_too_large: 413,
  idempotency_key_mismatch: 422,
  not_open: 423,
  rate_limited: 429,
  too_many_attempts: 429,
  queue_full: 429,
  headers_too_large: 431,
  internal_error: 500,
  service_unavailable: 503,
} as const satisfies Record<string, number>;

/** A code that the platform answers with. */
export type ServerErrorCode = keyof typeof statuses;

/** The codes after which the same call may succeed later without a change: all of the table that a page needs. */
export const retryableCodes: readonly ServerErrorCode[] = [
  'request_in_flight',
  'not_open',
  'rate_limited',
  'too_many_attempts',
  'queue_full',
  'internal_error',
  'service_unavailable',
];

/** What each code of the platform means. */
// Pure, so that a bundler leaves the table out of a page.
export const serverErrors: Readonly<Record<ServerErrorCode, ErrorFact>> = /* @__PURE__ */ errorFacts();

function errorFacts(): Record<ServerErrorCode, ErrorFact> {
  const codes = Object.keys(statuses) as ServerErrorCode[]; // the keys of a literal table
  const facts = codes.map((code) => [
    code,
    { status: statuses[code], retryable: retryableCodes.includes(code) },
  ]);
  return Object.fromEntries(facts) as Record<ServerErrorCode, ErrorFact>; // an entry for every code
}

/** The closed list of codes that the SDKs raise themselves. */
export const clientErrors = {
  invalid_options: 'The options of a client or a call are wrong; nothing was sent.',
  invalid_request: 'The arguments of a call do not fit the contract; nothing was sent.',
  invalid_response: 'The platform answered with something that is not what the contract describes.',
  network_error: 'No answer arrived.',
  timeout: 'No complete answer arrived in time.',
  aborted: 'The caller aborted the call.',
  redirect_refused: 'The answer was a redirect; it was not followed, so that no credential travels on.',
  not_authenticated: 'The call needs a session and there is none; sign in first.',
  session_expired: 'The platform ended the session; sign in again.',
  session_replaced: 'Another consumer signed in meanwhile; the answer would not be theirs.',
  storage_unavailable: 'The token store cannot be read or written.',
  sealed_record_invalid:
    'A sealed record was changed, belongs to somebody else, or its key is not here; sign in afresh.',
  destroyed: 'The client was destroyed.',
  audit_unavailable:
    'The call must be written down first and the audit log cannot be written; nothing was sent.',
  clock_skew: 'The clock of this machine is too far from that of the platform.',
  webhook_body_already_parsed: 'A body parser ran before the verification; the signed bytes are gone.',
  webhook_body_too_large: 'The body of the delivery exceeds the limit.',
  webhook_body_unreadable: 'The body of the delivery did not arrive whole.',
  webhook_header_missing: 'A header of the delivery is missing or stands there twice.',
  webhook_header_malformed: 'A header of the delivery does not have the documented form.',
  webhook_timestamp_too_old: 'The delivery was signed too long ago.',
  webhook_timestamp_too_new: 'The delivery was signed too far in the future.',
  webhook_signature_mismatch: 'No configured secret made the signature.',
  webhook_payload_invalid: 'The signature is good and the payload is not an event.',
} as const satisfies Record<string, string>;

/** A code that the SDKs raise themselves. */
export type ClientErrorCode = keyof typeof clientErrors;

/** Every code an error of the SDKs can carry. */
export type FanfareErrorCode = ServerErrorCode | ClientErrorCode | CsrfErrorCode;

/** Documented error texts, in lower case, and the code that each stands for. */
export const errorTexts: Readonly<Record<string, ServerErrorCode>> = {
  'rate limit exceeded': 'rate_limited',
  'invalid refresh token': 'refresh_token_invalid',
  'authentication required': 'unauthorized',
  'secret key required': 'secret_key_required',
  'queue not found': 'not_found',
  'cannot update closed distribution': 'conflict',
  'consumer not in queue': 'not_found',
  'experience not found': 'not_found',
  'consumer not found': 'not_found',
  'already taken': 'validation_error',
  'email already exists': 'validation_error',
  'audience is not a synced list': 'validation_error',
  'audience has no sync source': 'validation_error',
  'sync already in progress': 'conflict',
  'queue is not open yet': 'not_open',
  'draw is not open yet': 'not_open',
  'auction is not open yet': 'not_open',
  'draw is closed': 'distribution_closed',
  'queue is full': 'queue_full',
  'auction is closed': 'distribution_closed',
  'bid must be higher than current bid': 'bid_too_low',
  'bid must meet minimum increment': 'bid_too_low',
  invalid_exchange_code: 'exchange_code_invalid',
  distribution_order_limit: 'order_limit_exceeded',
  slot_full: 'slot_full',
  fp002: 'device_mismatch',
};
