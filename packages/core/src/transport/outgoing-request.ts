import type { Method, Route } from '@fanfare/contract';

/** One attempt that is about to be sent, as `prepare` sees it. */
export interface OutgoingRequest {
  readonly route: Route;
  readonly method: Method;
  readonly url: URL;
  /** What is sent already, with lower-case names; `idempotency-key` and `content-type` among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes that travel, the same over all attempts. */
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  /** 1 for the first. */
  readonly attempt: number;
  /** The `Date` of the previous attempt's answer, in milliseconds since the epoch. */
  readonly serverDate: number | undefined;
  /** Why the previous attempt failed. */
  readonly lastErrorCode: string | undefined;
  /** Aborted when the call is, and when its total time is over. */
  readonly signal: AbortSignal;
}
