import type { IncomingMessage } from 'node:http';
import type { FrameworkMessage } from '../message-bytes.js';

/** Hangs on a message of Node the bytes that a framework kept elsewhere, if it did. A string is no bytes: it was decoded. */
export function withKeptBytes(message: IncomingMessage, kept: readonly unknown[]): FrameworkMessage {
  const bytes = kept.find((candidate) => ArrayBuffer.isView(candidate));
  return bytes === undefined ? message : Object.assign(message, { rawBody: bytes });
}
