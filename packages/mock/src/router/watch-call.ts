import type { Operation, OperationId } from '@fanfare/contract/operations';
import type { HandlerInput } from '../handler.js';
import type { Principal } from '../principal.js';
import type { MockRefusal } from '../refusal.js';
import type { StoredAnswer } from '../state/idempotency-store.js';
import { callWitnesses } from './call-witnesses.js';
import type { FinishedCall } from './finished-call.js';
import { readBefore } from './read-before.js';
import type { ValidRequest } from './validate-request.js';

/** Follows one call, so that witnesses can be told about it when it is over. */
export interface CallWatch {
  proved(principal: Principal): void;
  understood(input: ValidRequest): void;
  /** Notes that the handler is about to run. */
  running(input: HandlerInput<OperationId>): Promise<void>;
  answered(answer: StoredAnswer): void;
  refused(refusal: MockRefusal): void;
}

/** A call that has just come in. */
export interface WatchedCall extends Pick<
  FinishedCall,
  'operation' | 'context' | 'exchange' | 'request' | 'params'
> {
  /** The operation that reads what the call may change. */
  readonly reader: Operation | undefined;
}

/** Begins to follow a call. */
export function watchCall({ reader, ...call }: WatchedCall): CallWatch {
  const known: { principal?: Principal; input?: ValidRequest; before?: unknown; ran: boolean } = {
    ran: false,
  };

  function tell(end: Pick<FinishedCall, 'status' | 'code' | 'answer'>): void {
    for (const witness of callWitnesses) witness({ ...call, ...known, ...end });
  }

  return {
    proved: (principal) => void (known.principal = principal),
    understood: (input) => void (known.input = input),
    async running(input) {
      if (reader !== undefined) known.before = await readBefore(reader, input);
      known.ran = true;
    },
    answered: ({ status, body }) => tell({ status, answer: body }),
    refused: ({ status, code }) => tell({ status, code }),
  };
}
