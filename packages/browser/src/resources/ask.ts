import type { Route } from '@fanfare/contract';
import type { Call } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { checkCallOptions, type CallOptions } from './call-options.js';
import { checkId } from './check-id.js';
import type { Check } from './check/check.js';
import type { Fits } from './fits.js';
import { noteOwnState } from './note-own-state.js';
import { readAnswer } from './read-answer.js';

/** What differs from call to call. */
export interface Asking {
  /** The one parameter of the path. @default the path has none */
  readonly id?: string;
  readonly query?: Call['query'] | object;
  readonly body?: unknown;
  /** What query and body must look like together. @default they hold nothing of the caller's */
  readonly rules?: Fits;
  /** Made only when everything else is good. */
  readonly headers?: () => Record<string, string>;
  readonly check: Check;
  /** Maps older words first. @default leaves the answer as it is */
  readonly renew?: (value: unknown) => unknown;
  readonly options: CallOptions | undefined;
}

/**
 * Calls an operation: checks what goes out, sends it, and checks what of the answer has to be trusted. The answer is
 * `Shown` as the contract says of the route; what `check` does not look at is handed on as it came.
 *
 * @throws `RequestError` `invalid_request` before anything is sent; `ResponseError` `invalid_response`.
 */
export type Ask = <Shown>(route: Route, asking: Asking) => Promise<Shown>;

/** Creates what calls operations over a connection. */
export function createAsk(connection: Connection): Ask {
  return async <Shown>(route: Route, { id, rules, check, renew, options, ...parts }: Asking) => {
    const limits = checkCallOptions(options, route.id);
    const { query, body } = parts;
    const params = paramsOf(route, id);
    rules?.((query ?? body) as object, route.id); // which of them is an object, it checks
    const headers = parts.headers?.();
    const call = { ...limits, route, params, query: query as Call['query'], body, headers }; // texts and numbers, by its rules
    const shown = readAnswer(await connection.send(call), {
      route,
      check,
      ...(renew !== undefined && { renew }),
    });
    if (id !== undefined) noteOwnState(connection, route, { id, state: shown });
    return shown as Shown; // as documented
  };
}

function paramsOf({ id: what, path }: Route, id: unknown): Record<string, string> | undefined {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  return name === undefined ? undefined : { [name]: checkId(id, `${what}: ${name}`) };
}
