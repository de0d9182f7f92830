import { type WebhookEvent, webhookEventTypes } from '@fanfare/contract';
import { checkOptions, describeType, OptionsError } from '@fanfare/core/base';
import { checkChoice, checkMethods } from '../check-option.js';
import type { WebhookInbox } from './inbox.js';
import { memoryInbox } from './memory-inbox.js';
import { reportToConsole } from './report-to-console.js';
import type {
  DeadLetterContext,
  WebhookContext,
  WebhookFailure,
  WebhookHandlers,
} from './webhook-context.js';
import {
  checkPositive,
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
   * the event is handled only when it is redelivered or replayed by hand. Where no event may be lost, hand it to a queue.
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
  readonly inbox: WebhookInbox<Tx>;
  readonly leaseMs: number;
  readonly handlerTimeoutMs: number;
  readonly deadLetter: ((event: WebhookEvent, context: DeadLetterContext<Tx>) => unknown) | undefined;
  readonly maxAttempts: number;
  readonly ack: 'after' | 'before';
  readonly waitUntil: ((work: Promise<unknown>) => void) | undefined;
  readonly onError: (error: unknown, failure: WebhookFailure) => unknown;
}

const ownNames: readonly string[] = [
  'on',
  'fallback',
  'inbox',
  'leaseMs',
  'handlerTimeoutMs',
  'deadLetter',
  'maxAttempts',
  'ack',
  'waitUntil',
  'onError',
];

/** Checks the options and fills in the defaults. */
export function resolveHandlerOptions<Tx>(options: WebhookHandlerOptions<Tx>): ResolvedHandlerOptions<Tx> {
  checkOptions(options, [...webhooksOptionNames, ...ownNames], 'webhookHandler');
  const { on, fallback, inbox, leaseMs, handlerTimeoutMs, ...others } = options;
  const { deadLetter, maxAttempts, ack, waitUntil, onError, ...verification } = others;
  const resolved = resolveWebhooksOptions(verification);
  checkOptions(on, webhookEventTypes, 'on');
  for (const [type, handler] of Object.entries(on)) checkFunction(handler, `on["${type}"]`);
  for (const [name, value] of Object.entries({ fallback, deadLetter, waitUntil, onError })) {
    checkFunction(value, name);
  }
  checkMethods({ inbox }, ['claim', 'renew', 'complete', 'release']);
  checkFunction(inbox?.transact, 'inbox.transact');
  checkChoice({ ack }, ['after', 'before']);
  checkDeadLetters(options);
  return {
    ...resolved,
    on,
    fallback,
    inbox: inbox ?? (memoryInbox({ clock: resolved.clock }) as WebhookInbox<Tx>), // `tx` is undefined without an inbox
    leaseMs: checkPositive(leaseMs ?? 30_000, 'leaseMs'),
    handlerTimeoutMs: checkPositive(handlerTimeoutMs ?? 300_000, 'handlerTimeoutMs'),
    deadLetter,
    maxAttempts: checkPositive(maxAttempts ?? (ack === 'before' ? 1 : 5), 'maxAttempts'),
    ack: ack ?? 'after',
    waitUntil,
    onError: onError ?? reportToConsole,
  };
}

function checkDeadLetters<Tx>({ deadLetter, maxAttempts, ack }: WebhookHandlerOptions<Tx>): void {
  if (deadLetter === undefined && maxAttempts !== undefined) {
    throw new OptionsError('maxAttempts needs deadLetter: an event that nobody takes over would be lost.');
  }
  if (ack !== 'before') return;
  if (deadLetter === undefined) {
    throw new OptionsError(
      "ack: 'before' needs deadLetter: the sender has been answered when a handler fails, and does not deliver again.",
    );
  }
  if (maxAttempts !== undefined) {
    throw new OptionsError("maxAttempts cannot go with ack: 'before': deadLetter takes the first failure.");
  }
}

function checkFunction(value: unknown, option: string): void {
  if (value === undefined || typeof value === 'function') return;
  throw new OptionsError(`${option} must be a function, not ${describeType(value)}.`);
}
