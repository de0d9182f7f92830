import type { Operation, OperationId } from '@fanfare/contract/operations';
import type { MockContext } from '../context.js';
import type { Exchange } from '../exchange.js';
import { createFaults } from '../faults/create-faults.js';
import { askedFault } from '../faults/fault-header.js';
import { faultWords } from '../faults/fault-words.js';
import type { Fault } from '../faults/fault.js';

/** A call that arrived. */
export interface ArrivedCall {
  readonly operation: Operation;
  readonly context: MockContext;
  readonly exchange: Exchange;
  readonly request: Request;
}

/**
 * Takes the fault that strikes a call, if any, and notes it.
 *
 * @throws {MockRefusal} `validation_error`, where the request asks for one that is none.
 */
export function strikeCall({ operation, context, exchange, request }: ArrivedCall): Fault | undefined {
  const { headers, url } = request;
  const isForConsumers = operation.auth.some((combination) => combination.includes('consumer'));
  const asked = context.faultHeader ? askedFault(headers) : undefined;
  const fault = context.use(createFaults).strikeCall({
    operation: operation.id as OperationId, // the table is where the ids come from
    requestId: exchange.id,
    hasCursor: /[?&](after|before)=/.test(url),
    hasSession: operation.id === 'auth.refresh' || (isForConsumers && headers.has('authorization')),
    asked,
  });
  exchange.asked = asked;
  exchange.fault = fault;
  exchange.logged.faults = fault === undefined ? [] : faultWords(fault);
  return fault;
}
