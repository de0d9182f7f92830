import type { ProofAdvice, ServerErrorCode, Timestamp } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from '../../context.js';
import { createDpopNonces } from './dpop-nonces.js';
import { takesProofs } from './takes-proofs.js';

/** Refusals after which another proof may be good, or is needed for a refresh. */
const advised: ReadonlySet<ServerErrorCode> = new Set([
  'token_expired',
  'dpop_proof_invalid',
  'use_dpop_nonce',
]);

/**
 * Says in a refusal what the next proof has to hold. `Date` and `DPoP-Nonce` say the same, but a page of another origin reads
 * only the headers that it is allowed to.
 */
export function proofAdvice(
  operation: Pick<Operation, 'id' | 'auth'>,
  { code, context }: { readonly code: ServerErrorCode; readonly context: MockContext },
): ProofAdvice | undefined {
  if (!advised.has(code) || !takesProofs(operation, context)) return undefined;
  const serverTime = new Date(context.clock.now()).toISOString() as Timestamp; // written as the contract writes times
  if (!context.settings.requireDpopNonce) return { serverTime };
  return { serverTime, dpopNonce: context.use(createDpopNonces).current() };
}
