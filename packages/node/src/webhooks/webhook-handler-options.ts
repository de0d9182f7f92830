import type { KnownWebhookEvent, WebhookEvent, WebhookEventType } from '@fanfare/contract';
import { webhookEventTypes } from '@fanfare/contract';
import { checkOptions, describeType, OptionsError } from '@fanfare/core/base';
import { checkMethods } from '../check-option.js';
import type { WebhookInbox } from './inbox.js';
import { memoryInbox } from './memory-inbox.js';
import { reportToConsole } from './report-to-console.js';
import {
  checkPositive,
  type ResolvedWebhooksOptions,
  resolveWebhooksOptions,
  webhooksOptionNames,
  type WebhooksOptions,
} from './webhooks-options.js';

/** The event of one type. */
export type WebhookEventOf<Type extends WebhookEventType> = Extract<
  KnownWebhookEvent,
  { readonly type: Type }
>;

/** What a handler may know beside the event. */
export interface WebhookContext {
  /**
   * Aborts when the lease of the event is lost, or when the inbox confirmed no renewal for as long as it lasts, so
   * that another process may have started on it. It does not abort when the sender hangs up: the effect is still
   * wanted.
   */
  readonly signal: AbortSignal;
  /** Which of `secrets` signed the delivery. */
  readonly secretIndex: number;
}

/** One function per type of event, each called with its own `data`. What it throws makes the platform deliver again. */
export type WebhookHandlers = {
  readonly [Type in WebhookEventType]?: (event: WebhookEventOf<Type>, context: WebhookContext) => unknown;
};

/** A failure, and where it happened. */
export interface WebhookFailure {
  /**
   * `refused`: the delivery was not accepted, see the code of the `WebhookError`; `handling`: the handler or the
   * inbox failed, and the event will be delivered again.
   */
  readonly stage: 'refused' | 'handling';
  /** The event; absent where the delivery was refused. */
  readonly event?: WebhookEvent;
}

/** How {@link webhookHandler} receives deliveries. */
export interface WebhookHandlerOptions extends WebhooksOptions {
  /** What to do with each type of event. */
  readonly on: WebhookHandlers;
  /**
   * What to do with events that `on` does not name, those of types unknown to this version included.
   * @default they are acknowledged
   */
  readonly fallback?: (event: WebhookEvent, context: WebhookContext) => unknown;
  /**
   * Remembers which events have had their effect.
   * @default memoryInbox()
   */
  readonly inbox?: WebhookInbox;
  /**
   * How long a claim outlives a crash, in milliseconds; it is renewed while the handler runs.
   * @default 30000
   */
  readonly leaseMs?: number;
  /**
   * Called with what went wrong; the answer to the platform is decided already.
   * @default failures of handlers and wrong set-ups go to `console.error`, refusals nowhere
   */
  readonly onError?: (error: unknown, failure: WebhookFailure) => unknown;
}

/** Options with nothing left open. */
export interface ResolvedHandlerOptions extends ResolvedWebhooksOptions {
  readonly on: WebhookHandlers;
  readonly fallback: ((event: WebhookEvent, context: WebhookContext) => unknown) | undefined;
  readonly inbox: WebhookInbox;
  readonly leaseMs: number;
  readonly onError: (error: unknown, failure: WebhookFailure) => unknown;
}

const ownNames: readonly string[] = ['on', 'fallback', 'inbox', 'leaseMs', 'onError'];

/** Checks the options and fills in the defaults. */
export function resolveHandlerOptions(options: WebhookHandlerOptions): ResolvedHandlerOptions {
  checkOptions(options, [...webhooksOptionNames, ...ownNames], 'webhookHandler');
  const { on, fallback, inbox, leaseMs, onError, ...verification } = options;
  const resolved = resolveWebhooksOptions(verification);
  checkOptions(on, webhookEventTypes, 'on');
  for (const [type, handler] of Object.entries(on)) checkFunction(handler, `on["${type}"]`);
  checkFunction(fallback, 'fallback');
  checkFunction(onError, 'onError');
  checkMethods({ inbox }, ['claim', 'renew', 'complete', 'release']);
  return {
    ...resolved,
    on,
    fallback,
    inbox: inbox ?? memoryInbox({ clock: resolved.clock }),
    leaseMs: checkPositive(leaseMs ?? 30_000, 'leaseMs'),
    onError: onError ?? reportToConsole,
  };
}

function checkFunction(value: unknown, option: string): void {
  if (value === undefined || typeof value === 'function') return;
  throw new OptionsError(`${option} must be a function, not ${describeType(value)}.`);
}
