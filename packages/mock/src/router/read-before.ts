import { auditRuleOf } from '@fanfare/contract/audit';
import { operationList, type Operation, type OperationId } from '@fanfare/contract/operations';
import type { HandlerInput, OperationHandler } from '../handler.js';
import { MockRefusal } from '../refusal.js';
import { handlers } from './handlers.js';

const changing: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE']);

/**
 * Finds the operation that reads what another one is about to change: it has the same address, and is for the same
 * callers. That is how the audit log knows the values before.
 */
export function readerOf({ id, method, service, path, auth }: Operation): Operation | undefined {
  if (!changing.has(method) || auditRuleOf({ id, method, auth }) !== 'change') return undefined;
  return operationList.find(
    (row) =>
      row.method === 'GET' &&
      row.service === service &&
      row.path === path &&
      row.auth.flat().join() === auth.flat().join(),
  );
}

/** Reads what a call is about to change; what cannot be read was not there. */
export async function readBefore(reader: Operation, input: HandlerInput<OperationId>): Promise<unknown> {
  const run = handlers[reader.id as OperationId] as OperationHandler<OperationId>; // the table is where ids come from
  try {
    const asked = { ...input, query: {}, body: undefined, answerHeaders: new Headers() };
    return structuredClone(await run(asked as unknown as HandlerInput<OperationId>)); // params are those of the reader, too
  } catch (error) {
    if (error instanceof MockRefusal) return undefined;
    throw error;
  }
}
