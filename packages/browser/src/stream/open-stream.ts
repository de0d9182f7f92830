import type { Route } from '@fanfare/contract';
import { checkOptions, describeType } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { joinSignals } from '../join-signals.js';
import { refusedArgument } from '../resources/refused-argument.js';
import { abortedError } from '../session/session-errors.js';
import { connectStream } from './connect-stream.js';
import { createEventParser, type ServerSentEvent } from './event-parser.js';
import { followStream } from './follow-stream.js';

/** How to listen. */
export interface StreamOptions<Event> {
  /** Is told every event with its id. What it throws ends the stream, and `open` rejects with it. */
  readonly onEvent: (event: Event, id: string) => void;
  /** Ends the stream; `open` then rejects with `aborted`. @default nothing ends it from here */
  readonly signal?: AbortSignal | undefined;
  /** The id of the last event that you heard: what came after it is told first. @default the present state is */
  readonly lastEventId?: string | undefined;
  /** Whether another connection is opened where one breaks, falls silent, or is ended by the platform. @default true */
  readonly reconnect?: boolean | undefined;
}

/** A stream of the platform. */
export interface StreamToOpen<Event> {
  readonly route: Route;
  /** Below the service. @default that of the route */
  readonly path?: string;
  /** Reads an event; `undefined` for one that is not known here. */
  /** The names of the events that hold everything, which a stream begins with. */
  readonly wholeEvents: readonly string[];
  readonly read: (written: ServerSentEvent) => Event | undefined;
}

/**
 * Opens a stream, and tells each of its events once, in order, until it is over for good.
 *
 * @throws `RequestError` `invalid_request`; `AbortedError` `aborted`; `SessionError` `session_replaced`; whatever the
 *   platform refuses with for good; without `reconnect` also `NetworkError` `network_error` where the connection breaks.
 */
export async function openStream<Event>(
  connection: Connection,
  { options, ...stream }: StreamToOpen<Event> & { readonly options: StreamOptions<Event> },
): Promise<void> {
  const { route, path = route.path, read, wholeEvents } = stream;
  const { signal: ending } = connection;
  ending.throwIfAborted();
  const { onEvent, signal: own, lastEventId, reconnect = true } = checked(options, route.id);
  const { signal, release } = joinSignals([own, ending]);
  let thrown: { readonly error: unknown } | undefined;
  const tell = (written: ServerSentEvent): void => {
    const event = read(written);
    if (event === undefined) return;
    try {
      onEvent(event, written.lastEventId);
    } catch (error) {
      thrown = { error };
      throw error;
    }
  };
  try {
    const address = { route, path, lastEventId, signal };
    if (reconnect) await followStream(connection, { ...address, onEvent: tell, wholeEvents });
    else await connectStream(connection, { ...address, onPiece: createEventParser({ onEvent: tell }).push });
  } catch (error) {
    if (thrown !== undefined) throw thrown.error;
    if (ending.aborted) throw ending.reason;
    throw own?.aborted === true ? abortedError(own.reason) : error;
  } finally {
    release();
  }
}

function checked<Event>(given: StreamOptions<Event>, what: string): StreamOptions<Event> {
  checkOptions(given, ['onEvent', 'signal', 'lastEventId', 'reconnect'], what);
  const { onEvent, lastEventId, reconnect } = given;
  if (typeof onEvent !== 'function') {
    throw refusedArgument(`${what}: onEvent must be a function, not ${describeType(onEvent)}`);
  }
  if (lastEventId !== undefined && !/^[\x21-\x7e]{0,128}$/.test(lastEventId)) {
    throw refusedArgument(`${what}: lastEventId must be one that was told`);
  }
  if (reconnect !== undefined && typeof reconnect !== 'boolean') {
    throw refusedArgument(`${what}: reconnect must be a boolean, not ${describeType(reconnect)}`);
  }
  return given;
}
