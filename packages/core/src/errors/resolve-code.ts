import { errorTexts, type ClientErrorCode } from '@fanfare/contract';
import { redactText } from '../redaction/redact-text.js';
import type { RefusalBasics } from './refusal-basics.js';

/** What only the SDK can know and the platform cannot claim. Names alone: a page does not need the prose of the table. */
const ownCodes: Readonly<Record<ClientErrorCode, 1>> = {
  invalid_options: 1,
  invalid_request: 1,
  invalid_response: 1,
  network_error: 1,
  timeout: 1,
  aborted: 1,
  redirect_refused: 1,
  not_authenticated: 1,
  session_expired: 1,
  session_replaced: 1,
  storage_unavailable: 1,
  sealed_record_invalid: 1,
  destroyed: 1,
  audit_unavailable: 1,
  clock_skew: 1,
  webhook_body_already_parsed: 1,
  webhook_body_too_large: 1,
  webhook_body_unreadable: 1,
  webhook_header_missing: 1,
  webhook_header_malformed: 1,
  webhook_timestamp_too_old: 1,
  webhook_timestamp_too_new: 1,
  webhook_signature_mismatch: 1,
  webhook_payload_invalid: 1,
};
const generic: readonly string[] = ['internal_error', 'invalid_request'];
const identifier = /^[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)*$/;
/** Numbers of a catalogue, such as `FP001`: they name nothing to somebody who reads a log. */
const catalogueNumber = /^[A-Z]{1,4}\d+$/;

/**
 * Chooses the code of a refusal from what the body offers; `undefined` where that is none. The most specific candidate wins, so
 * that `{ error: 'Unauthorized', code: 'SESSION_REVOKED' }` and the same with the fields exchanged mean the same.
 */
export function resolveCode(
  candidates: readonly unknown[],
  statusCodes: RefusalBasics['statusCodes'],
): string | undefined {
  const codes = candidates.map(toCode).filter((code) => code !== undefined);
  const isSpecific = (code: string): boolean => !generic.concat(Object.values(statusCodes)).includes(code);
  return codes.find(isSpecific) ?? codes[0];
}

/** Reads a code or a documented text; `undefined` where it is prose or nothing to trust. */
function toCode(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const text = value.trim().toLowerCase();
  if (Object.hasOwn(errorTexts, text)) return errorTexts[text];
  if (!identifier.test(value) || catalogueNumber.test(value)) return undefined;
  if (redactText(value) !== value) return undefined; // a key in the wrong field
  const code = value
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[.-]/g, '_')
    .toLowerCase();
  return Object.hasOwn(ownCodes, code) ? undefined : code;
}
