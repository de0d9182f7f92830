import { limits } from '@fanfare/contract';

/** An event of a stream, as it was written. */
export interface ServerSentEvent {
  /** @default 'message', as the specification has it */
  readonly event: string;
  readonly data: string;
  /** The last id that the stream named so far, empty where it named none. */
  readonly lastEventId: string;
  /** Whether the event itself has that id, and not one before it. */
  readonly hasId: boolean;
}

/** What a parser tells. */
export interface EventSink {
  onEvent(event: ServerSentEvent): void;
  /** How long the platform wants a client to wait before it comes back, in milliseconds. */
  onRetry?(ms: number): void;
}

/** Reads a stream of events piece by piece. */
export interface EventParser {
  /**
   * Takes the next piece, wherever it begins and ends.
   *
   * @throws RangeError where an event is larger than any answer may be
   */
  push(piece: Uint8Array): void;
}

/** Creates a parser of server-sent events (HTML §9.2.6); an event that the end of the stream cuts off is never told. */
export function createEventParser({ onEvent, onRetry }: EventSink): EventParser {
  const decoder = new TextDecoder(); // which takes one byte order mark away
  let line = '';
  let endedInCr = false;
  let event = '';
  let data: string[] = [];
  let size = 0;
  let lastEventId = '';
  let hasId = false;

  function dispatch(): void {
    const told = { event: event === '' ? 'message' : event, data: data.join('\n'), lastEventId, hasId };
    const isEmpty = data.length === 0;
    event = '';
    data = [];
    size = 0;
    hasId = false;
    if (!isEmpty) onEvent(told);
  }

  function take(whole: string): void {
    if (whole === '') return dispatch();
    const colon = whole.indexOf(':');
    if (colon === 0) return; // a comment
    const name = colon === -1 ? whole : whole.slice(0, colon);
    const value = colon === -1 ? '' : whole.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') event = value;
    if (name === 'data') data.push(value);
    if (name === 'data') size += value.length + 1;
    if (name === 'retry' && /^\d{1,9}$/.test(value)) onRetry?.(Number(value));
    if (name !== 'id' || value.includes('\0')) return;
    lastEventId = value;
    hasId = value !== '';
  }

  return {
    push(piece) {
      let text = decoder.decode(piece, { stream: true });
      if (text === '') return;
      if (endedInCr && text.startsWith('\n')) text = text.slice(1); // the other half of a CRLF
      endedInCr = text.endsWith('\r');
      const [first = '', ...others] = text.split(/\r\n|\r|\n/);
      line += first;
      for (const other of others) {
        take(line);
        line = other;
      }
      if (line.length + size > limits.responseBytes) throw new RangeError('An event is too large.');
    },
  };
}
