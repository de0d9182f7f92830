import type { IncomingMessage } from 'node:http';
import type { WebhookEventData } from '@fanfare/contract';
import {
  createTestWebhook,
  isWebhookError,
  memoryInbox,
  toExpressHandler,
  verifySignature,
  verifyWebhook,
  webhookHandler,
  type UnknownWebhookEvent,
  type WebhookContext,
  type WebhookErrorCode,
  type WebhookEvent,
  type WebhookEventOf,
  type WebhookEventType,
  type WebhookInbox,
} from '@fanfare/node/webhooks';
import express from 'express';
import { expectTypeOf } from 'vitest';

declare const event: WebhookEvent;
declare const secret: string;
declare const request: Request;
declare const message: IncomingMessage;

// Narrowing by type.
if (event.type === 'order.completed') {
  expectTypeOf(event.data).toEqualTypeOf<WebhookEventData<'order.completed'>>();
  expectTypeOf(event.data.amount).toExtend<string>();
  // @ts-expect-error - a field of another type of event
  void event.data.winnerId;
}
if (event.type === 'unknown') {
  expectTypeOf(event).toEqualTypeOf<UnknownWebhookEvent>();
  expectTypeOf(event.originalType).toEqualTypeOf<string>();
  expectTypeOf(event.data).toEqualTypeOf<Readonly<Record<string, unknown>>>();
} else {
  expectTypeOf(event.type).toEqualTypeOf<WebhookEventType>();
  // @ts-expect-error - known events keep their type in `type`
  void event.originalType;
}
// @ts-expect-error - nothing is known about the data before the type is
void event.data.orderId.length;
// @ts-expect-error - no such type of event
if (event.type === 'order.complete') void event;

// An exhaustive switch needs no default.
export function area(given: WebhookEvent): string {
  switch (given.type) {
    case 'queue.consumer.entered':
    case 'queue.consumer.admitted':
    case 'queue.consumer.completed':
    case 'queue.consumer.left':
    case 'queue.consumer.denied':
      return given.data.queueId;
    case 'draw.consumer.entered':
    case 'draw.consumer.won':
    case 'draw.consumer.lost':
    case 'draw.completed':
      return given.data.drawId;
    case 'auction.bid.placed':
    case 'auction.bid.outbid':
    case 'auction.consumer.won':
    case 'auction.settled':
      return given.data.auctionId;
    case 'order.created':
    case 'order.completed':
    case 'order.cancelled':
      return given.data.orderId;
    case 'consumer.created':
    case 'consumer.updated':
    case 'consumer.deleted':
    case 'security.token_reuse':
      return given.data.consumerId;
    case 'user.provisioned':
    case 'user.deprovisioned':
      return given.data.memberId;
    case 'distribution.updated':
    case 'distribution.opened':
    case 'distribution.closed':
      return given.data.distributionId;
    case 'webhook.delivery.failed':
      return given.data.endpointUrl;
    case 'unknown':
      return given.originalType;
  }
}

// The only way to an event is the verifier, and it wants secrets.
expectTypeOf(verifyWebhook({ payload: request, secrets: [secret] })).resolves.toEqualTypeOf<WebhookEvent>();
// @ts-expect-error - no secrets
void verifyWebhook({ payload: request });
// @ts-expect-error - a single secret is not a list
void verifyWebhook({ payload: request, secrets: secret });
// @ts-expect-error - no such option
void verifyWebhook({ payload: request, secrets: [secret], skipVerification: true });
// @ts-expect-error - a parsed body
void verifyWebhook({ payload: { id: 'whk_1' }, headers: {}, secrets: [secret] });

// Payloads and headers of every kind.
const bytes = new Uint8Array(3);
for (const payload of ['', bytes, Buffer.from(''), bytes.buffer, new DataView(bytes.buffer), request]) {
  expectTypeOf(verifySignature(payload, {}, secret)).resolves.toEqualTypeOf<boolean>();
}
for (const headers of [
  new Headers(),
  { a: 'b', c: ['d'], e: undefined },
  [['a', 'b'] as const],
  ['a', 'b'],
  new Map<string, string>(),
]) {
  void verifySignature(bytes, headers, secret);
}
void verifySignature(bytes, Promise.resolve(new Headers()), secret);
void verifySignature(bytes, 'sha256=00', secret);
void verifySignature(bytes, message.headers, secret);
void verifySignature(message, message.rawHeaders, secret);

// Handlers get the data of their type.
const handler = webhookHandler({
  secrets: [secret],
  on: {
    'queue.consumer.admitted': (given, context) => {
      expectTypeOf(given).toEqualTypeOf<WebhookEventOf<'queue.consumer.admitted'>>();
      expectTypeOf(given.type).toEqualTypeOf<'queue.consumer.admitted'>();
      expectTypeOf(context).toEqualTypeOf<WebhookContext>();
    },
    'order.completed': async ({ data }) => data.orderId,
    // @ts-expect-error - no such type of event
    'order.complete': () => {},
  },
  fallback: (given) => expectTypeOf(given).toEqualTypeOf<WebhookEvent>(),
});
expectTypeOf(handler).toEqualTypeOf<(request: Request, scope?: object) => Promise<Response>>();
expectTypeOf(handler).toExtend<(request: Request, context: { params: Promise<{ id: string }> }) => unknown>();
express().post('/webhooks', toExpressHandler(handler));

// Test deliveries want the data of their type; unknown types take anything.
const lost = {
  sequenceId: 's',
  experienceId: 'e',
  consumerId: 'c',
  drawId: 'd',
  lostAt: '2026-01-01T00:00:00Z',
};
void createTestWebhook({ type: 'draw.consumer.lost', data: lost, secret });
void createTestWebhook({ type: 'draw.consumer.teleported', data: { anything: 1 }, secret });
// @ts-expect-error - the data of another type
void createTestWebhook({ type: 'order.completed', data: lost, secret });

// Errors branch by code.
export function answer(error: unknown): number {
  if (!isWebhookError(error)) return 500;
  expectTypeOf(error.code).toEqualTypeOf<WebhookErrorCode>();
  expectTypeOf(error.skewSeconds).toEqualTypeOf<number | undefined>();
  // @ts-expect-error - no such code
  if (error.code === 'webhook_signature_missmatch') return 0;
  return error.status;
}

// What handlers get as `tx` is decided by the inbox.
interface Transaction {
  query(text: string): Promise<unknown>;
}
declare const transactional: WebhookInbox<Transaction>;
void webhookHandler({
  secrets: [secret],
  on: { 'order.completed': (_, { tx }) => expectTypeOf(tx).toEqualTypeOf<Transaction>() },
  deadLetter: (_, { tx, error }) => {
    expectTypeOf(tx).toEqualTypeOf<Transaction>();
    expectTypeOf(error).toEqualTypeOf<unknown>();
  },
  inbox: transactional,
});
void webhookHandler({
  secrets: [secret],
  inbox: memoryInbox(),
  on: { 'order.completed': (_, { tx }) => expectTypeOf(tx).toEqualTypeOf<undefined>() },
});

// An inbox answers one of three states.
export const inbox: Pick<WebhookInbox, 'claim'> = {
  // @ts-expect-error - a boolean is not a state
  claim: async () => true,
};
