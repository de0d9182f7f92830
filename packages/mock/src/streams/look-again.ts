import type { MockContext } from '../context.js';
import { MockRefusal } from '../refusal.js';
import { every } from './every.js';

/** A stream that is open, and what let it be opened. */
export interface Admission {
  /** Asks again what was asked of the call. */
  readonly check: () => Promise<void>;
  readonly end: () => void;
}

const lookMs = 15_000;
/** Streams that end with their token or their session say so themselves, in time. */
const told: readonly string[] = ['token_expired', 'session_revoked'];

/** Ends a stream soon after its key was revoked, or its origin taken off the list; returns the undo. */
export function lookAgain(context: MockContext, { check, end }: Admission): () => void {
  const look = (): void =>
    void check().catch((error: unknown) => {
      if (!(error instanceof MockRefusal))
        context.reportDefect(`a stream could not be looked at: ${String(error)}`);
      else if (!told.includes(error.code)) end();
    });
  return every(lookMs, { clock: context.clock, run: look });
}
