import type { FinishedCall } from '../router/finished-call.js';
import type { Shopper } from '../state/experiences.js';

/** Tells of the calls by which consumers may have changed something about themselves. */
export interface OwnCalls {
  tell(shopper: Shopper): void;
  /** Calls back after every one; returns the undo. */
  onCall(run: (shopper: Shopper) => void): () => void;
}

/** Makes what tells of such calls. */
export function createOwnCalls(): OwnCalls {
  const listeners = new Set<(shopper: Shopper) => void>();
  return {
    tell(shopper) {
      for (const run of listeners) run(shopper);
    },
    onCall(run) {
      listeners.add(run);
      return () => void listeners.delete(run);
    },
  };
}

/** Notes the calls of consumers that did something. */
export function witnessForStreams({ context, operation, principal, code }: FinishedCall): void {
  if (principal?.kind !== 'consumer' || operation.method === 'GET' || code !== undefined) return;
  context.use(createOwnCalls).tell(principal);
}
