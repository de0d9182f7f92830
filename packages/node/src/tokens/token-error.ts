import type { ServerErrorCode } from '@fanfare/contract';
import { AuthenticationError } from '@fanfare/core/base';

/** Why a token was refused. */
export type TokenRefusal =
  | 'spelling'
  | 'too_long'
  | 'header'
  | 'repeated_names'
  | 'critical'
  | 'embedded_key'
  | 'nested'
  | 'algorithm'
  | 'key_id'
  | 'unknown_key'
  | 'weak_key'
  | 'signature'
  | 'type'
  | 'issuer'
  | 'audience'
  | 'claims'
  | 'organization'
  | 'mode'
  | 'not_yet_valid'
  | 'expired'
  | 'nonce'
  | 'authorized_party'
  | 'confirmation'
  | 'unbound'
  | 'proof_missing'
  | 'proof_form'
  | 'proof_key'
  | 'proof_signature'
  | 'proof_call'
  | 'proof_time'
  | 'proof_token'
  | 'proof_reused';

const sentences: Readonly<Record<TokenRefusal, string>> = {
  spelling: 'it is not a JWT in canonical compact form',
  too_long: 'it has more than 8192 characters',
  header: 'its header is not a JSON object',
  repeated_names: 'a name stands twice in its header or claims',
  critical: 'its header demands an extension, and none is known here',
  embedded_key: 'its header brings or names a key of its own',
  nested: 'it holds another token, or is encrypted or compressed',
  algorithm: 'its algorithm is not the one of its key',
  key_id: 'it does not name its key, or by something that is no id',
  unknown_key: 'its issuer has no such key',
  weak_key: 'its key is too short to be trusted',
  signature: 'its signature is wrong',
  type: 'it is a token of another type',
  issuer: 'another issuer made it',
  audience: 'it is meant for another audience',
  claims: 'a claim is missing or malformed',
  organization: 'it belongs to another organization',
  mode: 'it is not one of the same mode, test or live',
  not_yet_valid: 'it is not valid yet',
  expired: 'it has expired; the page has to refresh it',
  nonce: 'it was not made for this sign-in',
  authorized_party: 'it was made for another application',
  confirmation: 'it is bound to something other than the thumbprint of a key',
  unbound: 'it came as one that is bound to a key, and is not',
  proof_missing: 'it is bound to a key, and came without a proof of possession; give the option dpop',
  proof_form: 'the proof beside it is not a DPoP proof of at most 4096 characters',
  proof_key: 'the proof beside it shows another key than the one that it is bound to',
  proof_signature: 'the signature of the proof beside it is wrong',
  proof_call: 'the proof beside it was made for another method or address',
  proof_time: 'the proof beside it was made too long ago or in the future',
  proof_token: 'the proof beside it was made for another token',
  proof_reused: 'the proof beside it was used before, or its key makes more of them than are remembered',
};

function codeOf(reason: TokenRefusal): ServerErrorCode {
  if (reason === 'expired') return 'token_expired';
  if (reason === 'proof_missing') return 'dpop_proof_required';
  return reason.startsWith('proof_') ? 'dpop_proof_invalid' : 'invalid_token';
}

/** Makes the error of a refused token, with the reason in `details`. */
export function tokenError(
  reason: TokenRefusal,
  options?: { readonly cause?: unknown },
): AuthenticationError {
  return new AuthenticationError(`The token was refused: ${sentences[reason]}.`, {
    code: codeOf(reason),
    details: { reason },
    cause: options?.cause,
  });
}
