import type { ServerErrorCode } from '@fanfare/contract';
import type { Operation } from '@fanfare/contract/operations';
import type { MockContext } from '../context.js';
import type { Exchange } from '../exchange.js';
import type { Principal } from '../principal.js';
import type { ValidRequest } from './validate-request.js';

/** A call that is over, however it ended. */
export interface FinishedCall {
  readonly operation: Operation;
  readonly context: MockContext;
  readonly exchange: Exchange;
  readonly request: Request;
  /** The parameters of the path as they arrived. */
  readonly params: Readonly<Record<string, string>>;
  /** Who called; absent where nobody proved it. */
  readonly principal?: Principal;
  /** What was asked; absent where the call did not get that far. */
  readonly input?: ValidRequest;
  /** What it was about as it was before, for a call that changes something that can be read. */
  readonly before?: unknown;
  /** Whether its handler ran; a repeat under an idempotency key only gets the first answer. */
  readonly ran: boolean;
  readonly status: number;
  /** What it was refused with. */
  readonly code?: ServerErrorCode;
  readonly answer?: unknown;
}

/** Is told about every call of an operation when it is over. */
export type CallWitness = (call: FinishedCall) => void;
