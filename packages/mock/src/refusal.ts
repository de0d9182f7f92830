import { serverErrors, type Issue, type ServerErrorCode } from '@fanfare/contract';

/** What a refusal may carry beyond its code and message. */
export interface RefusalExtra {
  /** Seconds, an HTTP date or an ISO timestamp for the `Retry-After` header; a number goes into the body too. */
  readonly retryAfter?: number | string;
  readonly issues?: readonly Issue[];
  readonly details?: unknown;
  /** The text that the hosted platform documents in place of the code, such as `Queue not found`. */
  readonly documented?: string;
}

/** A refusal on its way to the answer: thrown by a handler, rendered by the router. */
export class MockRefusal extends Error {
  override readonly name = 'MockRefusal';
  readonly code: ServerErrorCode;
  readonly status: number;
  readonly extra: RefusalExtra;

  constructor(code: ServerErrorCode, message: string, extra: RefusalExtra = {}) {
    super(message);
    this.code = code;
    this.status = serverErrors[code].status;
    this.extra = extra;
  }
}

/**
 * Refuses the call that is being handled.
 *
 * @throws {MockRefusal} always.
 */
export function refuse(code: ServerErrorCode, message: string, extra?: RefusalExtra): never {
  throw new MockRefusal(code, message, extra);
}
