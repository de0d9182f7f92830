import { limits, stepUpOperations } from '@fanfare/contract';
import { refuse } from '../refusal.js';
import { createSecondFactors } from '../state/second-factors.js';
import { createSessions } from '../state/sessions.js';
import type { ProvenCall } from './proven-call.js';

/** Refuses what needs a second factor to whoever has one and did not show it a short while ago. */
export function guardStepUp(call: ProvenCall): void {
  const { operation, context, principal } = call;
  if (principal.kind !== 'consumer' || !stepUpOperations.includes(operation.id)) return;
  if (endsOwnSession(call) || !context.use(createSecondFactors).has(principal.consumerId)) return;
  const session = context.use(createSessions).find(principal.sessionId);
  // A session is opened with every proof, so that it is as old as the last one.
  const age = context.clock.now() - (session?.createdAt ?? 0);
  if (session?.methods.includes('mfa') === true && age < limits.stepUpSeconds * 1000) return;
  refuse('step_up_required', 'Show the second factor first, then call once more.');
}

function endsOwnSession({ operation, principal, raw }: ProvenCall): boolean {
  return (
    operation.id === 'sessions.revoke' &&
    principal.kind === 'consumer' &&
    raw.params['sessionId'] === principal.sessionId
  );
}
