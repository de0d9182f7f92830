import { serverErrors, webhookEventTypes } from '@fanfare/contract';
import { operationList } from '@fanfare/contract/operations';
import { checkFields, type FieldSpec } from '../control/read-fields.js';
import { orRefuse } from '../control/or-refuse.js';
import { refuse } from '../refusal.js';
import { checkFault } from './check-fault.js';
import type { Fault } from './fault.js';

const spec = {
  like: 'text',
  operation: 'text',
  times: 'amount',
  probability: 'amount',
  latencyMs: 'amount',
  jitterMs: 'amount',
  status: 'amount',
  code: 'text',
  body: 'text',
  contentType: 'text',
  location: 'text',
  resetConnection: 'flag',
  loseAnswer: 'flag',
  cutBody: 'flag',
  cutBodyAt: 'amount',
  endlessBody: 'text',
  dateSkewMs: 'number',
  withoutDate: 'flag',
  retryAfter: 'text',
  retryAfterForm: 'text',
  revokeSession: 'flag',
  repeatCursor: 'flag',
  streamEvents: 'text',
  hang: 'flag',
  webhooks: 'text',
  eventType: 'text',
} as const satisfies FieldSpec & Record<keyof Fault, unknown>;

/**
 * Reads a fault from what arrived from outside.
 *
 * @throws {MockRefusal} `validation_error`, where it is not one.
 */
export function readFault(value: unknown): Fault {
  const said = Object.entries(checkFields(value, spec)).filter(
    ([, given]) => given !== undefined && given !== false, // a flag that is false says nothing, like one that is absent
  );
  const fault = Object.fromEntries(said) as Fault; // of these kinds; the texts are checked here and in checkFault
  const { operation, code, eventType } = fault;
  if (operation !== undefined && !operationList.some(({ id }) => id === operation)) {
    return refuse('validation_error', `"${operation}" is not the id of an operation.`);
  }
  if (code !== undefined && !Object.hasOwn(serverErrors, code)) {
    return refuse('validation_error', `"${code}" is not a code of the platform.`);
  }
  if (eventType !== undefined && !webhookEventTypes.includes(eventType)) {
    return refuse('validation_error', `"${eventType}" is not the type of an event.`);
  }
  return orRefuse(() => checkFault(fault));
}
