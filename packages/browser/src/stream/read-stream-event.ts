import type { StreamEvent } from '@fanfare/contract';
import { ResponseError } from '@fanfare/core';
import { object, optional, type Check } from '../resources/check/check.js';
import { ownState } from '../resources/check/own-state.js';
import { bag, count, id } from '../resources/check/shapes.js';
import type { ServerSentEvent } from './event-parser.js';

/** What is looked at of each event; the rest is handed on as it came. */
const checks: Readonly<Record<StreamEvent['event'], Check>> = {
  state: ownState,
  reset: ownState,
  journey: object({ experienceId: id, journey: optional(bag) }),
  position: object({ experienceId: id, distributionId: id, position: count }),
  token_expired: bag,
  session_ended: bag,
};

/**
 * Reads an event of the platform; `undefined` where a newer one has events that are not known here.
 *
 * @throws `ResponseError` `invalid_response`, naming the place that does not fit
 */
export function readStreamEvent({ event, data }: ServerSentEvent): StreamEvent | undefined {
  if (!Object.hasOwn(checks, event)) return undefined;
  const value = parse(data);
  const misfit = checks[event as StreamEvent['event']](value, ''); // one of them, as was just asked
  if (misfit === null) return { event, data: value } as StreamEvent; // as far as it is looked at
  throw new ResponseError(
    `events.stream: the event "${event}" is not what the contract describes${misfit === '' ? '' : ` at "${misfit}"`}.`,
    { code: 'invalid_response' },
  );
}

/** Without the cause: its message quotes the data, which may hold a grant. */
function parse(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}
