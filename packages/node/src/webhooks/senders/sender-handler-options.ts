import { checkOptions, type Clock, OptionsError, systemClock } from '@fanfare/core/base';
import { checkChoice, checkClock, checkMethods, checkType, checkWhole } from '../../check-option.js';
import type { WebhookInbox } from '../inbox.js';
import { memoryInbox } from '../memory-inbox.js';
import { reportToConsole } from '../report-to-console.js';
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
  readonly inbox: WebhookInbox<Tx>;
  readonly leaseMs: number;
  readonly handlerTimeoutMs: number;
  readonly deadLetter: ((event: SenderEvent, context: DeadLetterContext<Tx>) => unknown) | undefined;
  readonly maxAttempts: number;
  readonly ack: 'after' | 'before';
  /** Whether a failed delivery comes again. */
  readonly redelivers: boolean;
  readonly waitUntil: ((work: Promise<unknown>) => void) | undefined;
  readonly onError: (error: unknown, failure: SenderFailure) => unknown;
  readonly clock: Clock;
}

const names: readonly string[] = [
  'sender',
  'handle',
  'inbox',
  'leaseMs',
  'handlerTimeoutMs',
  'deadLetter',
  'maxAttempts',
  'ack',
  'waitUntil',
  'onError',
  'clock',
];

/** Checks the options and fills in the defaults. */
export function resolveSenderHandlerOptions<Tx>(
  options: SenderHandlerOptions<Tx>,
): ResolvedSenderHandlerOptions<Tx> {
  checkOptions(options, names, 'senderHandler');
  const { sender, handle, deadLetter, waitUntil, onError, inbox, ack = 'after' } = options;
  const { leaseMs, handlerTimeoutMs, maxAttempts, clock = systemClock } = options;
  if (sender === undefined) {
    throw new OptionsError('sender is missing. Say who sends, as in sender: stripe({ secrets }).');
  }
  if (handle === undefined)
    throw new OptionsError('handle is missing. It is the function that takes the events.');
  checkMethods({ sender }, ['verify', 'verifyDelivery']);
  checkType({ handle, deadLetter, waitUntil, onError, 'inbox.transact': inbox?.transact }, 'function');
  checkMethods({ inbox }, ['claim', 'renew', 'complete', 'release']);
  checkChoice({ ack }, ['after', 'before']);
  checkWhole({ leaseMs, handlerTimeoutMs, maxAttempts }, { min: 1 });
  checkClock(clock);
  checkDeadLetters(options);
  const redelivers = ack === 'after' && sender.redelivers;
  return {
    sender,
    handle,
    inbox: inbox ?? (memoryInbox({ clock }) as WebhookInbox<Tx>), // `tx` is undefined without an inbox
    leaseMs: leaseMs ?? 30_000,
    handlerTimeoutMs: handlerTimeoutMs ?? 300_000,
    deadLetter,
    maxAttempts: maxAttempts ?? (redelivers ? 5 : 1),
    ack,
    redelivers,
    waitUntil,
    onError: onError ?? reportToConsole,
    clock,
  };
}

function checkDeadLetters<Tx>({ deadLetter, maxAttempts, ack }: SenderHandlerOptions<Tx>): void {
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
