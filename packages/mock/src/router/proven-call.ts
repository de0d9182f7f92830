import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from '../context.js';
import type { Exchange } from '../exchange.js';
import type { Principal } from '../principal.js';
import type { RawRequest } from './validate-request.js';

/** A call that proved who makes it. */
export interface ProvenCall {
  readonly operation: Operation;
  readonly context: MockContext;
  readonly exchange: Exchange;
  readonly request: Request;
  /** What was sent, which nobody checked yet. */
  readonly raw: RawRequest;
  readonly principal: Principal;
  /** Headers that go out with whatever the answer is. */
  readonly answerHeaders: Headers;
}

/**
 * Stands between the proof of who calls and what is done for them.
 *
 * @throws {MockRefusal} where the call may not go on.
 */
export type CallGuard = (call: ProvenCall) => void | Promise<void>;
