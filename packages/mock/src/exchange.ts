import type { Fault } from './faults/fault.js';
import type { Quota } from './state/rate-limits.js';
import type { LoggedRequest } from './state/request-log.js';

/** One request on its way through the platform, and what became known of it. */
export interface Exchange {
  /** As in the answer's `X-Request-Id`. */
  readonly id: string;
  /** Milliseconds since the epoch, on the platform's clock. */
  readonly arrivedAt: number;
  /** The address that the request comes from, where that is known. */
  readonly address: string | undefined;
  readonly isEncrypted: boolean;
  /** How the caller stands with the limits that counted the request so far. */
  readonly quotas: Quota[];
  /** The request as the log shows it, from the moment at which it arrived. */
  readonly logged: { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] };
  /** What the request asked to go wrong. */
  asked?: Fault | undefined;
  /** What goes wrong on purpose. */
  fault?: Fault | undefined;
  /** The other origin whose page may read the answer. */
  readableBy?: string;
}

/** What Hono carries along. */
export interface MockEnv {
  Bindings: { readonly exchange: Exchange };
}
