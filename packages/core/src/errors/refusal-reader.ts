import { normalizeError, type ErrorAnswer, type NormalizedError } from './normalize-error.js';

/** Brings refusals into the one form that the SDKs know. */
export interface RefusalReader {
  /** Never fails; what keeps it from reading closely, it does without. */
  read(answer: ErrorAnswer, signal: AbortSignal): Promise<NormalizedError>;
  /** Gets ready, if it is not yet: an answer arrived, so the network works. */
  prepare(): void;
}

/** Reads refusals with everything at hand, as a server does. */
export const refusalReader: RefusalReader = {
  read: async (answer) => normalizeError(answer),
  prepare: () => undefined,
};
