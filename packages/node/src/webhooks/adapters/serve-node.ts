import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse, refuseSender } from '../answers.js';
import type { FrameworkMessage } from '../message-bytes.js';
import type { RequestOrigin } from '../sender-address.js';
import type { SenderCheck } from '../sender-options.js';
import { toRequest } from './to-request.js';
import type { WebhookRequestHandler } from '../webhook-handler.js';

/** What of a request is thrown away unread, so that its sender gets to read the answer; then the line is cut. */
const maxDiscardedBytes = 16_777_216;

/** A request of Node, and who answers it. */
export interface NodeExchange {
  readonly message: FrameworkMessage;
  readonly response: ServerResponse;
  readonly mayDeliver: SenderCheck;
  /** How to get at the bytes in the framework at hand. */
  readonly hint?: string;
}

/** Answers one request of Node; never rejects, whatever the handler does. */
export async function serveNode(handler: WebhookRequestHandler, exchange: NodeExchange): Promise<void> {
  const { message, response } = exchange;
  const answer = await answerOf(handler, exchange);
  try {
    send(response, answer);
  } catch {
    response.destroy(); // a header that this kind of connection cannot carry; nothing was sent yet
  }
  discardRest(message);
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed || response.headersSent) return; // the sender hung up, or a time-out has answered
  response.statusCode = status;
  headers.forEach((value, name) => response.appendHeader(name, value));
  response.setHeader('content-length', body.byteLength); // of the bytes: an `ß` has two
  response.end(body);
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

async function answerOf(
  handler: WebhookRequestHandler,
  { message, mayDeliver, hint }: NodeExchange,
): Promise<Answer> {
  try {
    if (!mayDeliver(originOf(message))) return await buffered(refuseSender());
    return await buffered(await handler(toRequest(message, hint)));
  } catch (error) {
    return buffered(refuse(error));
  }
}

function originOf({ socket, headers }: IncomingMessage): RequestOrigin {
  return { peer: socket.remoteAddress, forwardedFor: [headers['x-forwarded-for'] ?? []].flat() };
}

async function buffered(response: Response): Promise<Answer> {
  const { status, headers } = response;
  if (status === 0) throw new TypeError('Response.error() cannot be sent.');
  return { status, headers, body: Buffer.from(await response.arrayBuffer()) };
}

function discardRest(message: FrameworkMessage): void {
  if (message.readableEnded || message.destroyed) return;
  message.removeAllListeners('data'); // who has not read by now would pile it up and pause
  let left = maxDiscardedBytes;
  message
    .on('error', () => {})
    .on('data', (chunk: Uint8Array) => {
      left -= chunk.byteLength;
      if (left < 0) message.destroy();
    });
  message.resume();
}
