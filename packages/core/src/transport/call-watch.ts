import type { AttemptEvent } from './attempt-event.js';

/** Looks on while one call runs; nothing that it throws reaches the call. */
export interface CallWatch {
  /** An attempt begins. Returns headers to add to it, under lower-case names. */
  attemptStarts?(attempt: { readonly number: number; readonly url: URL }): Readonly<Record<string, string>>;
  /** The attempt that began last is over. */
  attemptEnds?(event: AttemptEvent): void;
}
