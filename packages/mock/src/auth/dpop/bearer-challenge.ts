import { dpop, type ServerErrorCode } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from '../../context.js';
import { takesProofs } from './takes-proofs.js';

/** What the RFCs call a refusal of ours (RFC 6750 §3.1, RFC 9449 §7.1). */
const registeredErrors: Readonly<Partial<Record<ServerErrorCode, string>>> = {
  invalid_token: 'invalid_token',
  token_expired: 'invalid_token',
  session_revoked: 'invalid_token',
  session_integrity_failed: 'invalid_token',
  dpop_proof_required: 'invalid_dpop_proof',
  dpop_proof_invalid: 'invalid_dpop_proof',
  use_dpop_nonce: 'use_dpop_nonce',
};

const proofCodes: ReadonlySet<ServerErrorCode> = new Set([
  'dpop_proof_required',
  'dpop_proof_invalid',
  'use_dpop_nonce',
]);

/** Tells whoever was refused with a token which kinds of tokens are taken, and what was wrong (RFC 9449 §7.1, §7.2). */
export function bearerChallenge(
  { id, auth }: Pick<Operation, 'id' | 'auth'>,
  { code, context }: { readonly code: ServerErrorCode; readonly context: MockContext },
): Record<string, string> {
  if (!takesProofs({ id, auth }, context)) return {};
  const registered = registeredErrors[code];
  const error = registered === undefined ? [] : [`error="${registered}"`];
  const bound = [`algs="${dpop.algorithms.join(' ')}"`];
  if (proofCodes.has(code) || context.settings.requireDpop) {
    return { 'www-authenticate': `DPoP ${[...error, ...bound].join(', ')}` };
  }
  const bearer = ['Bearer', ...error].join(' ');
  return { 'www-authenticate': `${bearer}, DPoP ${bound.join(', ')}` };
}
