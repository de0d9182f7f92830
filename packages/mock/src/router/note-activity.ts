import { backgroundOperations } from '../auth/background-operations.js';
import { createSessions } from '../state/sessions.js';
import type { ProvenCall } from './proven-call.js';

/** Notes that a shopper did something, unless the page may have done it by itself. */
export function noteActivity({ operation, context, principal }: ProvenCall): void {
  if (principal.kind !== 'consumer' || backgroundOperations.has(operation.id)) return;
  const session = context.use(createSessions).find(principal.sessionId);
  if (session !== undefined) session.lastUsedAt = context.clock.now();
}
