import { checkOptions, type Clock, OptionsError, systemClock } from '@fanfare/core/base';
import { checkClock, checkMethods, checkType } from '../../check-option.js';
import {
  deliveryOptionNames,
  resolveDeliveryOptions,
  type ResolvedDeliveryOptions,
} from '../delivery-options.js';
import type { DeadLetterContext, WebhookContext, WebhookFailure } from '../webhook-context.js';
import type { WebhookHandlerOptions } from '../webhook-handler-options.js';
import type { SenderEvent } from './sender-event.js';
import type { WebhookSender } from './webhook-sender.js';

/** A failure with a delivery of another sender, and where it happened. */
export interface SenderFailure extends Omit<WebhookFailure, 'event'> {
  /** The event; absent where the delivery was refused. */
  readonly event?: SenderEvent;
}

type Shared = 'inbox' | 'leaseMs' | 'handlerTimeoutMs' | 'ack' | 'waitUntil';

/** How {@link senderHandler} receives deliveries. */
export interface SenderHandlerOptions<Tx = undefined> extends Pick<WebhookHandlerOptions<Tx>, Shared> {
  /** Who sends, and how it signs. */
  readonly sender: WebhookSender;
  /** What to do with each event. What it throws makes the sender deliver again, if it does that. */
  readonly handle: (event: SenderEvent, context: WebhookContext<Tx>) => unknown;
  /**
   * Takes over an event whose handler failed `maxAttempts` times. When it returns, the event counts as done; when it throws,
   * the delivery has failed.
   * @default none: an event is tried for as long as it is delivered
   */
  readonly deadLetter?: (event: SenderEvent, context: DeadLetterContext<Tx>) => unknown;
  /**
   * How often an event is tried before `deadLetter` takes it; attempts that ended in a crash count.
   * @default 5; 1 where nobody delivers again: with `ack: 'before'`, and by WooCommerce
   */
  readonly maxAttempts?: number;
  /**
   * Called with what went wrong; the answer to the sender is decided already.
   * @default failures of handlers and wrong set-ups go to `console.error`, refusals nowhere
   */
  readonly onError?: (error: unknown, failure: SenderFailure) => unknown;
  /** @default the clock of this machine */
  readonly clock?: Clock;
}

/** Options with nothing left open. */
export interface ResolvedSenderHandlerOptions<Tx> {
  readonly sender: WebhookSender;
  readonly handle: (event: SenderEvent, context: WebhookContext<Tx>) => unknown;
  readonly delivery: ResolvedDeliveryOptions<SenderEvent, Tx>;
}

const names: readonly string[] = [...deliveryOptionNames, 'sender', 'handle', 'clock'];

/** Checks the options and fills in the defaults. */
export function resolveSenderHandlerOptions<Tx>(
  options: SenderHandlerOptions<Tx>,
): ResolvedSenderHandlerOptions<Tx> {
  checkOptions(options, names, 'senderHandler');
  const { sender, handle, clock = systemClock } = options;
  if (sender === undefined) {
    throw new OptionsError('sender is missing. Say who sends, as in sender: stripe({ secrets }).');
  }
  if (handle === undefined)
    throw new OptionsError('handle is missing. It is the function that takes the events.');
  checkMethods({ sender }, ['verify', 'verifyDelivery']);
  checkType({ handle }, 'function');
  checkClock(clock);
  const { redelivers } = sender;
  return { sender, handle, delivery: resolveDeliveryOptions(options, { clock, redelivers }) };
}
