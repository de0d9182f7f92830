import { type WebhookEvent, webhookEventTypes } from '@fanfare/contract';
import { checkOptions } from '@fanfare/core/base';
import { checkType } from '../check-option.js';
import {
  deliveryOptionNames,
  resolveDeliveryOptions,
  type ResolvedDeliveryOptions,
} from './delivery-options.js';
import type { WebhookInbox } from './inbox.js';
import type {
  DeadLetterContext,
  WebhookContext,
  WebhookFailure,
  WebhookHandlers,
} from './webhook-context.js';
import {
  type ResolvedWebhooksOptions,
  resolveWebhooksOptions,
  webhooksOptionNames,
  type WebhooksOptions,
} from './webhooks-options.js';

/** How {@link webhookHandler} receives deliveries. */
export interface WebhookHandlerOptions<Tx = undefined> extends WebhooksOptions {
  /** What to do with each type of event. */
  readonly on: WebhookHandlers<Tx>;
  /**
   * What to do with events that `on` does not name, those of types unknown to this version included.
   * @default they are acknowledged
   */
  readonly fallback?: (event: WebhookEvent, context: WebhookContext<Tx>) => unknown;
  /**
   * Remembers which events have had their effect.
   * @default memoryInbox()
   */
  readonly inbox?: WebhookInbox<Tx>;
  /**
   * How long a claim outlives a crash, in milliseconds; it is renewed while the handler runs.
   * @default 30000
   */
  readonly leaseMs?: number;
  /**
   * How long a handler may take, in milliseconds. One that has not settled by then has failed: its `signal` aborts, its
   * transaction is rolled back, and without one the event is free again once the lease has run out.
   * @default 300000 (5 minutes)
   */
  readonly handlerTimeoutMs?: number;
  /**
   * Takes over an event whose handler failed `maxAttempts` times. When it returns, the event counts as done and the
   * sender is told so; when it throws, the sender delivers again and it is called again. It has the
   * transaction of the inbox, too.
   * @default none: an event is tried for as long as it is delivered
   */
  readonly deadLetter?: (event: WebhookEvent, context: DeadLetterContext<Tx>) => unknown;
  /**
   * How often an event is tried before `deadLetter` takes it; attempts that ended in a crash count.
   * @default 5; 1 with `ack: 'before'`, where nobody delivers again
   */
  readonly maxAttempts?: number;
  /**
   * When the sender is answered. `after`: once the effect has happened, so that what fails is delivered again.
   * `before`: as soon as the event is claimed, for work that takes longer than the 30 seconds that the platform waits. What
   * fails then is not delivered again by itself, so `deadLetter` is required and takes the first failure; after a crash
   * `deadLetter` takes the event when it is redelivered or replayed by hand. Where no event may be lost, hand it to a queue.
   * @default 'after'
   */
  readonly ack?: 'after' | 'before';
  /**
   * Keeps the runtime alive for work that goes on after the answer, such as `waitUntil` of `@vercel/functions`. A
   * `waitUntil` of the second argument of the handler comes first.
   * @default nothing is told: right for a server that keeps running
   */
  readonly waitUntil?: (work: Promise<unknown>) => void;
  /**
   * Called with what went wrong; the answer to the platform is decided already.
   * @default failures of handlers and wrong set-ups go to `console.error`, refusals nowhere
   */
  readonly onError?: (error: unknown, failure: WebhookFailure) => unknown;
}

/** Options with nothing left open. */
export interface ResolvedHandlerOptions<Tx> extends ResolvedWebhooksOptions {
  readonly on: WebhookHandlers<Tx>;
  readonly fallback: ((event: WebhookEvent, context: WebhookContext<Tx>) => unknown) | undefined;
  readonly delivery: ResolvedDeliveryOptions<WebhookEvent, Tx>;
}

const names: readonly string[] = [...webhooksOptionNames, ...deliveryOptionNames, 'on', 'fallback'];

/** Checks the options and fills in the defaults. */
export function resolveHandlerOptions<Tx>(options: WebhookHandlerOptions<Tx>): ResolvedHandlerOptions<Tx> {
  checkOptions(options, names, 'webhookHandler');
  const { on, fallback } = options;
  const resolved = resolveWebhooksOptions(verificationOf(options));
  checkOptions(on, webhookEventTypes, 'on');
  for (const [type, handler] of Object.entries(on)) checkType({ [`on["${type}"]`]: handler }, 'function');
  checkType({ fallback }, 'function');
  const { clock } = resolved;
  return {
    ...resolved,
    on,
    fallback,
    delivery: resolveDeliveryOptions(options, { clock, redelivers: true }),
  };
}

function verificationOf<Tx>(options: WebhookHandlerOptions<Tx>): WebhooksOptions {
  const own: readonly string[] = webhooksOptionNames;
  const entries = Object.entries(options).filter(([name]) => own.includes(name));
  return Object.fromEntries(entries) as unknown as WebhooksOptions; // the members of it, and no others
}
