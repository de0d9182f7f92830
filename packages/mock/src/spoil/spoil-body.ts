import type { Fault } from '../faults/fault.js';

/** The body of an answer, and what becomes of it. */
export interface BodyToSpoil {
  readonly text: string;
  readonly fault: Fault;
  /** Of the answer; its length is written where it is promised and not kept. */
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** Does to the body of an answer what a fault asks for. */
export function spoilBody({
  text,
  fault,
  headers,
  signal,
}: BodyToSpoil): string | ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  if (fault.cutBody || fault.cutBodyAt !== undefined) {
    const end = fault.cutBodyAt ?? Math.floor(bytes.length / 2);
    headers.set('content-length', String(bytes.length));
    return cut(bytes.subarray(0, Math.min(end, bytes.length - 1)));
  }
  if (fault.endlessBody !== undefined) return endless(bytes, { rest: fault.endlessBody, signal });
  return text;
}

function cut(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = bytes.length === 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (isSent) {
          controller.error(new TypeError('terminated', { cause: new Error('the connection was cut') }));
          return;
        }
        controller.enqueue(bytes);
        isSent = true;
      },
    },
    { highWaterMark: 0 }, // an error drops what nobody has read yet
  );
}

const spaces = new TextEncoder().encode(' '.repeat(1024));

function endless(
  bytes: Uint8Array,
  { rest, signal }: { readonly rest: 'silence' | 'spaces'; readonly signal: AbortSignal },
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      signal.addEventListener('abort', () => controller.error(signal.reason), { once: true });
      controller.enqueue(bytes);
    },
    pull(controller) {
      if (rest === 'silence') return hangForever;
      controller.enqueue(spaces);
      return nextTurn(); // others get their turn between two pieces
    },
  });
}

const hangForever = new Promise<void>(() => {});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
