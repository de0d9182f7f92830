import { isFanfareError, type FanfareError } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { joinSignals } from '../join-signals.js';
import { endedCode, sessionError } from '../session/session-errors.js';
import { connectStream, isPersonal, type StreamConnection } from './connect-stream.js';
import { createEventOrder } from './event-order.js';
import { createEventParser, type ServerSentEvent } from './event-parser.js';
import { reconnectPause } from './reconnect-pause.js';

/** A stream to follow, over as many connections as it takes. */
export interface StreamToFollow extends Pick<StreamConnection, 'route' | 'path' | 'lastEventId' | 'signal'> {
  /** Takes an event, once and in order. What it throws ends the stream. */
  readonly onEvent: (event: ServerSentEvent) => void;
  /** The events that hold everything, so that nothing is missed before them. */
  readonly wholeEvents: readonly string[];
  /** Is told when a connection broke, or the platform ended it, and another one will be opened. */
  readonly onPause?: ((error: FanfareError | undefined) => void) | undefined;
}

const retryMs = 3_000;
/** What a gap, or a page that goes away, ends a connection with. */
const leaving = Symbol('leaving');

/**
 * Follows a stream until it is over for good: reconnects with the id of the last event whenever a connection breaks, falls silent,
 * leaves an event out, or is ended by the platform.
 *
 * @throws what no other connection would cure, and whatever `onEvent` throws.
 */
export async function followStream(connection: Connection, stream: StreamToFollow): Promise<never> {
  const { signal: given, onEvent, wholeEvents, onPause, ...address } = stream;
  const over = new AbortController();
  const { signal: outer, release: unbind } = joinSignals([given, over.signal]);
  const order = createEventOrder(stream.lastEventId);
  let wait = retryMs;
  let failures = 0;

  const connectOnce = async (): Promise<FanfareError | undefined> => {
    const own = new AbortController();
    const { signal, release } = joinSignals([outer, own.signal]);
    const unlisten = connection.host.page?.listen((event) => {
      if (event === 'pagehide') own.abort(leaving); // an open connection keeps a page from being kept
    });
    let thrown: { readonly error: unknown } | undefined;
    const parser = createEventParser({
      onRetry: (ms) => void (wait = Math.min(ms, 60_000)),
      onEvent(event) {
        if (own.signal.aborted) return;
        const place = order.place(event, { isWhole: wholeEvents.includes(event.event) });
        if (place === 'gap') own.abort(leaving);
        if (place !== 'next') return;
        failures = 0;
        try {
          onEvent(event);
        } catch (error) {
          thrown = { error };
          throw error;
        }
        order.told(event);
      },
    });
    try {
      const { lastEventId = stream.lastEventId } = order;
      await connectStream(connection, { ...address, lastEventId, signal, onPiece: parser.push });
      return undefined;
    } catch (error) {
      if (thrown !== undefined) throw thrown.error;
      outer.throwIfAborted();
      if (own.signal.aborted) return undefined;
      if (isFanfareError(error) && error.retryable && error.status !== 501) return error;
      throw error;
    } finally {
      unlisten?.();
      release();
    }
  };

  // Between two connections, too, another shopper may come: what is theirs is nothing to who listens here.
  const forget = connection.session.on('ended', ({ reason }) => {
    if (isPersonal(stream.route)) over.abort(sessionError(endedCode(reason)));
  });
  try {
    for (;;) {
      failures += 1;
      const error = await connectOnce();
      onPause?.(error);
      await reconnectPause(connection, { failures, retryMs: wait, error, signal: outer });
    }
  } finally {
    forget();
    unbind();
  }
}
