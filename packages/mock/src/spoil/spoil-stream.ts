import type { MockClock } from '../clock.js';
import type { Fault } from '../faults/fault.js';
import { wait } from './wait.js';

/** A stream of events, and what becomes of it. */
export interface StreamToSpoil {
  readonly body: ReadableStream<Uint8Array>;
  readonly fault: Fault;
  readonly clock: MockClock;
  readonly signal: AbortSignal;
}

const usualDelayMs = 1_000;

/** Does to a stream of server-sent events what a fault asks for, as they come: such a body is never complete. */
export function spoilStream({ body, fault, clock, signal }: StreamToSpoil): ReadableStream<Uint8Array> {
  const { streamEvents, cutBodyAt, cutBody, endlessBody, latencyMs = usualDelayMs } = fault;
  const events = streamEvents === undefined ? body : body.pipeThrough(byEvent());
  if (streamEvents === 'duplicate') return events.pipeThrough(mapped((event) => [event, event]));
  if (streamEvents === 'late') {
    return events.pipeThrough(
      mapped(async (event) => {
        await wait(clock.now() + latencyMs, { clock, signal });
        return [event];
      }),
    );
  }
  if (cutBodyAt !== undefined) return events.pipeThrough(cutAt(cutBodyAt));
  if (cutBody) return events.pipeThrough(cutInside());
  if (endlessBody !== undefined) return events.pipeThrough(mapped(firstOnly()));
  return events;
}

type Pieces = readonly Uint8Array[];

function mapped(
  map: (piece: Uint8Array) => Pieces | Promise<Pieces>,
): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    async transform(piece, controller) {
      for (const each of await map(piece)) controller.enqueue(each);
    },
  });
}

/** Makes each piece one whole event: they end with an empty line (HTML §9.2.5). */
function byEvent(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let text = '';
  return new TransformStream({
    transform(piece, controller) {
      text += decoder.decode(piece, { stream: true });
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        controller.enqueue(encoder.encode(text.slice(0, end + 2)));
        text = text.slice(end + 2);
      }
    },
  });
}

function cutAt(bytes: number): TransformStream<Uint8Array, Uint8Array> {
  let left = bytes;
  return cutting((piece) => {
    const sent = piece.subarray(0, left);
    left -= sent.length;
    return { sent, isOver: left === 0 };
  });
}

function cutInside(): TransformStream<Uint8Array, Uint8Array> {
  return cutting((piece) => ({ sent: piece.subarray(0, Math.ceil(piece.length / 2)), isOver: true }));
}

/** An error drops what nobody has read yet; but a piece only comes here when somebody waits for it. */
function cutting(
  cut: (piece: Uint8Array) => { readonly sent: Uint8Array; readonly isOver: boolean },
): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(piece, controller) {
      const { sent, isOver } = cut(piece);
      if (sent.length > 0) controller.enqueue(sent);
      if (!isOver) return;
      controller.error(new TypeError('terminated', { cause: new Error('the connection was cut') }));
    },
  });
}

function firstOnly(): (piece: Uint8Array) => Pieces {
  let isFirst = true;
  return (piece) => {
    const pieces = isFirst ? [piece] : [];
    isFirst = false;
    return pieces;
  };
}
