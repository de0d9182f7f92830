import { headers as names, type Route } from '@fanfare/contract';
import {
  checkOptions,
  describeType,
  errorFromAnswer,
  isFanfareError,
  NetworkError,
  ResponseError,
} from '@fanfare/core';
import { normalizeError } from '@fanfare/core/refusals';
import type { Connection } from '../connection.js';
import { sendShown } from '../dpop/send-shown.js';
import { joinSignals } from '../join-signals.js';
import { refusedArgument } from '../resources/refused-argument.js';
import { abortedError } from '../session/session-errors.js';
import { untilAborted } from '../session/until-aborted.js';
import { withDeadline } from '../session/with-deadline.js';
import { createEventParser, type ServerSentEvent } from './event-parser.js';

/** How to listen. */
export interface StreamOptions<Event> {
  /** Is told every event with its id. What it throws ends the stream, and `open` rejects with it. */
  readonly onEvent: (event: Event, id: string) => void;
  /** Ends the stream; `open` then rejects with `aborted`. @default nothing ends it from here */
  readonly signal?: AbortSignal | undefined;
  /** The id of the last event that you heard: what came after it is told first. @default the present state is */
  readonly lastEventId?: string | undefined;
}

/** A stream of the platform. */
export interface StreamToOpen<Event> {
  readonly route: Route;
  /** Below the service. @default that of the route */
  readonly path?: string;
  /** Reads an event; `undefined` for one that is not known here. */
  readonly read: (written: ServerSentEvent) => Event | undefined;
}

/** How long the beginning of an answer may take; after it, silence is nothing unusual. */
const headMs = 10_000;

/**
 * Opens a stream, and tells its events until the platform ends it.
 *
 * @throws `RequestError` `invalid_request`; `NetworkError` `network_error` where the connection breaks;
 *   `AbortedError` `aborted`; whatever the platform refuses with.
 */
export async function openStream<Event>(
  connection: Connection,
  {
    route,
    path = route.path,
    read,
    ...given
  }: StreamToOpen<Event> & { readonly options: StreamOptions<Event> },
): Promise<void> {
  const { session, options, possession, signal: ending } = connection;
  ending.throwIfAborted();
  const { onEvent, signal: own, lastEventId } = checked(given.options, route.id);
  const done = new AbortController();
  const { signal, release } = joinSignals([own, ending, done.signal]);
  const headers = {
    accept: 'text/event-stream',
    [names.publishableKey]: options.publishableKey,
    ...(lastEventId !== undefined && { [names.lastEventId]: lastEventId }),
  };

  const begin = async (token: string | undefined): Promise<Response> => {
    const init: RequestInit = {
      signal,
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'origin',
      redirect: 'error',
    };
    const url = new URL(options.urls[route.service] + path);
    const send = (shown: Readonly<Record<string, string>>): Promise<Response> =>
      (options.fetch ?? globalThis.fetch)(url.href, { ...init, headers: { ...headers, ...shown } });
    const response = await (token === undefined
      ? send({})
      : sendShown(possession, { method: 'GET', url, token, mayRepeat: true, send }));
    return streamOf(response, { route, now: options.clock.now() });
  };
  const beginInTime = (token?: string): Promise<Response> =>
    withDeadline(() => begin(token), {
      clock: options.clock,
      ms: options.timeoutMs ?? headMs,
      signal,
    }).catch(broken(route));

  let thrown: { readonly error: unknown } | undefined;
  const parser = createEventParser((written) => {
    const event = read(written);
    if (event === undefined) return;
    try {
      onEvent(event, written.lastEventId);
    } catch (error) {
      thrown = { error };
      throw error;
    }
  });
  try {
    const isPersonal = route.auth.every((needed) => needed.includes('consumer'));
    const response = await (isPersonal ? session.guard(beginInTime, { signal }) : beginInTime());
    await follow(response, { signal, push: parser.push }).catch(broken(route));
  } catch (error) {
    if (thrown !== undefined) throw thrown.error;
    if (ending.aborted) throw ending.reason;
    throw own?.aborted === true ? abortedError(own.reason) : error;
  } finally {
    done.abort(); // frees the connection, whatever is left of it
    release();
  }
}

function checked<Event>(given: StreamOptions<Event>, what: string): StreamOptions<Event> {
  checkOptions(given, ['onEvent', 'signal', 'lastEventId'], what);
  const { onEvent, lastEventId } = given;
  if (typeof onEvent !== 'function') {
    throw refusedArgument(`${what}: onEvent must be a function, not ${describeType(onEvent)}`);
  }
  if (lastEventId !== undefined && !/^[\x21-\x7e]{0,128}$/.test(lastEventId)) {
    throw refusedArgument(`${what}: lastEventId must be one that was told`);
  }
  return given;
}

async function streamOf(
  response: Response,
  { route, now }: { readonly route: Route; readonly now: number },
): Promise<Response> {
  const { status, headers } = response;
  if (!response.ok) {
    const refusal = normalizeError({ status, headers, body: await response.text(), now });
    throw errorFromAnswer(refusal, { operation: route.id, attempts: 1 });
  }
  if (headers.get('content-type')?.startsWith('text/event-stream') === true) return response;
  throw new ResponseError(`${route.id} failed: the answer is no stream of events.`, {
    code: 'invalid_response',
    status,
  });
}

async function follow(
  response: Response,
  { signal, push }: { readonly signal: AbortSignal; readonly push: (piece: Uint8Array) => void },
): Promise<void> {
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const piece = await untilAborted(Promise.resolve(reader?.read()), signal);
      if (piece?.value === undefined) return;
      push(piece.value);
    }
  } finally {
    reader?.cancel().catch(() => undefined);
  }
}

/** A connection that breaks is told like any other; what is an error of ours already stays one. */
function broken({ id }: Route): (cause: unknown) => never {
  return (cause) => {
    if (isFanfareError(cause)) throw cause;
    const message = `${id} failed: the connection broke. Open it again with the id of the last event.`;
    throw new NetworkError(message, { code: 'network_error', cause, retryable: true });
  };
}
