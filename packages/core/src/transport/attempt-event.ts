import type { RateLimitFacts } from '../errors/read-rate-limit.js';
import type { VersionFacts } from './read-version.js';

/**
 * What happened in one attempt: enough for a log or a metric, and nothing that has to be kept secret. With a 429 it
 * says how the caller stands with the limit that refused; with every answer, what the platform says of its version.
 */
export interface AttemptEvent extends RateLimitFacts, VersionFacts {
  /** The id of the operation, as in `queues.enter`. */
  readonly operation: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** The HTTP status, where an answer began to arrive. */
  readonly status?: number;
  /** Why the attempt failed; absent where it succeeded. */
  readonly code?: string;
  /** From sending to the last byte, or to the failure. */
  readonly durationMs: number;
  readonly requestId?: string;
  /** How long the transport waits before it tries again; absent where it does not. */
  readonly retryInMs?: number;
}
