import { ResponseError } from '@fanfare/core';
import type { Check } from '../resources/check/check.js';
import type { ServerSentEvent } from './event-parser.js';

/**
 * Creates what reads the events of a stream, by the checks for what of each is looked at; the rest is handed on as it
 * came. An event that a newer platform may have, and that is not known here, is `undefined`.
 *
 * @throws `ResponseError` `invalid_response`, naming the place that does not fit
 */
export function createEventReader<Event extends { readonly event: string }>(
  what: string,
  checks: Readonly<Record<Event['event'], Check>>,
): (written: ServerSentEvent) => Event | undefined {
  return ({ event, data }) => {
    if (!Object.hasOwn(checks, event)) return undefined;
    const value = parse(data);
    const misfit = checks[event as Event['event']](value, ''); // one of them, as was just asked
    if (misfit === null) return { event, data: value } as unknown as Event; // as far as it is looked at
    const place = misfit === '' ? '' : ` at "${misfit}"`;
    throw new ResponseError(`${what}: the event "${event}" is not what the contract describes${place}.`, {
      code: 'invalid_response',
    });
  };
}

/** Without the cause: its message quotes the data, which may hold a grant. */
function parse(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}
