import type { IncomingMessage } from 'node:http';
import { collectBody, unreadable } from './body-size.js';
import { messageBytes } from './message-bytes.js';
import { toBytes } from './payload.js';

/** Reads the bytes of a request of Node. The stream is not destroyed on refusal, so that it can still be answered. */
export async function readMessage(
  message: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const body = collectBody(maxBytes, message.headers['content-length']);
  const kept = messageBytes(message);
  if (kept !== undefined) {
    body.add(toBytes(kept));
    return body.bytes();
  }
  if (message.destroyed) throw unreadable();
  const { promise, settle } = settled();
  const onData = (chunk: Uint8Array): void => {
    try {
      body.add(chunk);
    } catch (error) {
      settle(error);
    }
  };
  const onEnd = (): void => settle();
  const onBroken = (): void => settle(unreadable());
  message.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken);
  try {
    await promise;
    return body.bytes();
  } finally {
    message.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken).pause();
  }
}

/** Makes a promise with its handle: called with nothing it fulfils, called with an error it rejects. */
function settled(): { promise: Promise<void>; settle: (error?: unknown) => void } {
  let settle: (error?: unknown) => void = () => {};
  const promise = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  return { promise, settle };
}
