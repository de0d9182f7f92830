import { tokenOperations } from './dpop.js';
import type { ServerErrorCode } from './errors.js';
import { commonErrors, type Operation } from './operation.js';
import type { Credential } from './route.js';
import { takesFreeText } from './takes-free-text.js';
import { freshProofOperations, stepUpOperations } from './step-up.js';

const dpopCodes: readonly ServerErrorCode[] = ['dpop_proof_required', 'dpop_proof_invalid', 'use_dpop_nonce'];

/** What a call can be refused with because of the credential that it needs. */
const credentialCodes: Readonly<Record<Credential, readonly ServerErrorCode[]>> = {
  pk: ['publishable_key_required', 'key_invalid', 'key_revoked', 'origin_not_allowed'],
  consumer: [
    'invalid_token',
    'token_expired',
    'session_revoked',
    'session_integrity_failed',
    'email_unverified',
    ...dpopCodes,
  ],
  sk: [
    'secret_key_required',
    'key_invalid',
    'key_revoked',
    'origin_not_allowed',
    'signature_required',
    'signature_malformed',
    'signature_incomplete',
    'signature_expired',
    'signature_mismatch',
    'signature_authority_mismatch',
    'content_digest_mismatch',
    'nonce_reused',
    'insufficient_scope',
    'ip_not_allowed',
  ],
};

const stepUpCodes: readonly ServerErrorCode[] = ['step_up_required'];
const cardCodes: readonly ServerErrorCode[] = ['card_data_not_allowed'];
const encryptionCodes: readonly ServerErrorCode[] = ['encryption_key_unknown', 'decryption_failed'];
const repeatCodes: readonly ServerErrorCode[] = ['idempotency_key_mismatch', 'request_in_flight'];

/** Every code that an operation may refuse with: its own, the common ones, and those of its credentials, its repeats and its guards. */
export function refusalCodes({ id, auth, body, errors, retry }: Operation): ReadonlySet<ServerErrorCode> {
  return new Set([
    ...commonErrors,
    ...errors,
    'origin_not_allowed',
    ...(body === undefined ? [] : encryptionCodes),
    ...(takesFreeText(body) ? cardCodes : []),
    ...(tokenOperations.includes(id) ? dpopCodes : []),
    ...([...stepUpOperations, ...freshProofOperations].includes(id) ? stepUpCodes : []),
    ...auth.flat().flatMap((credential) => credentialCodes[credential]),
    ...(retry === 'header' || retry === 'body' ? repeatCodes : []),
  ]);
}
