import { freshProofOperations, limits, stepUpOperations } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { ConsumerPrincipal } from '../principal.js';
import { refuse } from '../refusal.js';
import { createSecondFactors } from '../state/second-factors.js';
import { createSessions } from '../state/sessions.js';
import type { ProvenCall } from './proven-call.js';

/**
 * Refuses what needs a second factor to whoever has one and did not show it a short while ago, and what makes one to
 * whoever proved nothing for as long.
 */
export function guardStepUp({ operation: { id }, context, principal, raw }: ProvenCall): void {
  if (principal.kind !== 'consumer' || principal.isGuest) return; // nothing makes a guest more than one
  const proofs = freshProofs(context, principal);
  if (freshProofOperations.includes(id) && proofs === undefined) {
    refuse('step_up_required', 'Prove once more who you are first: sign in again, then call once more.');
  }
  if (!stepUpOperations.includes(id) || !context.use(createSecondFactors).has(principal.consumerId)) return;
  const endsItself = id === 'sessions.revoke' && raw.params['sessionId'] === principal.sessionId;
  if (endsItself || proofs?.includes('mfa') === true) return;
  refuse('step_up_required', 'Show the second factor first, then call once more.');
}

/** How the consumer proved who they are, where that was a short while ago. */
function freshProofs(context: MockContext, { sessionId }: ConsumerPrincipal): readonly string[] | undefined {
  const session = context.use(createSessions).find(sessionId);
  // A session is opened with every proof, so that it is as old as the last one.
  const age = context.clock.now() - (session?.createdAt ?? 0);
  return age < limits.stepUpSeconds * 1000 ? session?.methods : undefined;
}
