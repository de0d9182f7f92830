import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FrameworkMessage } from '../webhooks/message-bytes.js';
import { serveNode } from '../webhooks/adapters/serve-node.js';

/** Answers a request of `node:http`, whatever happens; there is nothing to wait for or to catch. */
export type NodeSessionsHandler = (message: IncomingMessage, response: ServerResponse) => void;

/**
 * Adapts the handler of sessions to `node:http`, Express and what is built like them. A body parser may have come first. Where
 * requests arrive by fetch (Hono, Next.js, Deno, Bun, Workers), the handler needs no adapter.
 *
 * @example
 * ```ts
 * import express from 'express';
 * import { toNodeSessionsHandler, type Sessions } from '@fanfare/node/sessions';
 *
 * declare const sessions: Sessions;
 * const app = express();
 * app.use('/fanfare', toNodeSessionsHandler(sessions.handler));
 * ```
 */
export function toNodeSessionsHandler(handler: (request: Request) => Promise<Response>): NodeSessionsHandler {
  return function handleMessage(message, response) {
    const mayDeliver = (): boolean => true; // pages have any address
    void serveNode(handler, { message: withBytes(message), response, mayDeliver });
  };
}

/** A parser leaves an object and no bytes. Nobody signed them, so they can be written again. */
function withBytes(message: FrameworkMessage): FrameworkMessage {
  const { body } = message;
  const isParsed = message.readableDidRead && typeof body === 'object' && !ArrayBuffer.isView(body);
  if (!isParsed) return message;
  const rawBody = new TextEncoder().encode(JSON.stringify(body ?? {}));
  return Object.create(message, { rawBody: { value: rawBody } }) as FrameworkMessage; // the same, with bytes
}
