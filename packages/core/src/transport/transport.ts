import type { Route, Service } from '@fanfare/contract';
import type { Clock } from '../clock.js';
import type { Query } from './build-url.js';
import type { AttemptEvent } from './attempt-event.js';
import type { CallWatch } from './call-watch.js';
import type { OutgoingRequest } from './outgoing-request.js';

/** How a transport behaves. */
export interface TransportOptions {
  /** Where the services are, as `resolveServiceUrls` returns them: https, or http on loopback. */
  readonly urls: Readonly<Record<Service, string>>;
  /** The platform honours `Idempotency-Key`, as its profile says. Without it, rows marked `header` are not repeated. */
  readonly idempotencyHeader: boolean;
  /**
   * Which calls carry `Idempotency-Key`: `header-rows` those whose row is marked `header`, where the profile
   * honours it; `unsafe` every call whose method is not safe, which a request signature needs.
   *
   * @default 'header-rows'
   */
  readonly idempotencyKeyOn?: 'header-rows' | 'unsafe' | undefined;
  /** The version of the wire to ask for, as in `apiVersion` of the contract. @default none is named */
  readonly apiVersion?: string | undefined;
  /** @default `globalThis.fetch`, looked up at every call */
  readonly fetch?: typeof fetch | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
  /** @default `Math.random` */
  readonly random?: (() => number) | undefined;
  /** The time for one attempt, from sending to the last byte, in milliseconds. @default 10_000 */
  readonly timeoutMs?: number | undefined;
  /** The time for all attempts of a call and the waits between them, in milliseconds. @default 60_000 */
  readonly totalTimeoutMs?: number | undefined;
  /** How many times a call is repeated at most. @default 2 */
  readonly maxRetries?: number | undefined;
  /** The largest answer that is read, in bytes. @default `limits.responseBytes` */
  readonly maxResponseBytes?: number | undefined;
  /** Returns headers to add; runs once per attempt, within the total time. What it throws ends the call as it is. */
  readonly prepare?:
    | ((
        request: OutgoingRequest,
      ) => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>)
    | undefined;
  /**
   * Codes of refusals that the platform gives before it acts, and that a fresh `prepare` can cure, such as
   * `signature_expired`. The first of them in a call is answered with one more attempt at once, whatever the row says.
   *
   * @default []
   */
  readonly replayCodes?: readonly string[] | undefined;
  /** @default `crypto.randomUUID()` */
  readonly newIdempotencyKey?: (() => string) | undefined;
  /** Is told about every attempt after it ended. What it throws is reported as an uncaught error; the call goes on. */
  readonly onAttempt?: ((event: AttemptEvent) => void) | undefined;
  /** Whether cookies travel, as in `fetch`. @default unset, which is what `fetch` does by itself */
  readonly credentials?: RequestCredentials | undefined;
}

/** One call of an operation. */
export interface Call {
  readonly route: Route;
  /** What the caller called, for the messages of errors. @default the id of the route */
  readonly name?: string | undefined;
  /** The parameters of the path; every one must look like an id. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Query | undefined;
  /** Becomes JSON, once for all attempts. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** @default the transport's */
  readonly timeoutMs?: number | undefined;
  /** @default the transport's */
  readonly totalTimeoutMs?: number | undefined;
  /** @default the transport's */
  readonly maxRetries?: number | undefined;
  /** Stays the same over attempts. @default a new one */
  readonly idempotencyKey?: string | undefined;
  /** Whether it is sent to its end where the page goes away, as in `fetch`; it may then hold 64 KiB at most. @default false */
  readonly keepalive?: boolean | undefined;
  /** Looks on while this call runs. @default nobody does */
  readonly watch?: CallWatch | undefined;
}

/** A successful answer. */
export interface Answer {
  readonly status: number;
  /** The parsed JSON; `undefined` where the answer has none (204). Not yet checked against the contract. */
  readonly data: unknown;
  readonly headers: Headers;
  readonly requestId: string | undefined;
  /** How many requests were sent. */
  readonly attempts: number;
}

/** Sends calls. */
export interface Transport {
  /**
   * Sends a call, repeats it as its row allows, and returns the answer.
   *
   * @throws only {@link FanfareError} and what `prepare` throws.
   */
  send(call: Call): Promise<Answer>;
}
