import { type Clock, OptionsError } from '@fanfare/core/base';
import { checkChoice, checkMethods, checkType, checkWhole } from '../check-option.js';
import type { WebhookInbox } from './inbox.js';
import { memoryInbox } from './memory-inbox.js';
import { reportToConsole } from './report-to-console.js';
import type { DeadLetterContext, WebhookFailure } from './webhook-context.js';

/** A failure with an event of whatever sender. */
export interface DeliveryFailureOf<Event> extends Omit<WebhookFailure, 'event'> {
  readonly event?: Event;
}

/** What a delivery is handled with once it is verified, whoever sent it. */
export interface DeliveryOptions<Event, Tx> {
  readonly inbox?: WebhookInbox<Tx>;
  readonly leaseMs?: number;
  readonly handlerTimeoutMs?: number;
  readonly deadLetter?: (event: Event, context: DeadLetterContext<Tx>) => unknown;
  readonly maxAttempts?: number;
  readonly ack?: 'after' | 'before';
  readonly waitUntil?: (work: Promise<unknown>) => void;
  readonly onError?: (error: unknown, failure: DeliveryFailureOf<Event>) => unknown;
}

/** The same with nothing left open. */
export interface ResolvedDeliveryOptions<Event, Tx> extends Required<
  Omit<DeliveryOptions<Event, Tx>, 'deadLetter' | 'waitUntil'>
> {
  readonly deadLetter: DeliveryOptions<Event, Tx>['deadLetter'];
  readonly waitUntil: DeliveryOptions<Event, Tx>['waitUntil'];
  /** Whether a failed delivery comes again. */
  readonly redelivers: boolean;
  readonly clock: Clock;
}

/** The options by name. */
export const deliveryOptionNames: readonly (keyof DeliveryOptions<never, never>)[] = [
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
export function resolveDeliveryOptions<Event extends { readonly id: string }, Tx>(
  options: DeliveryOptions<Event, Tx>,
  sender: { readonly clock: Clock; readonly redelivers: boolean },
): ResolvedDeliveryOptions<Event, Tx> {
  const { inbox, leaseMs, handlerTimeoutMs, deadLetter, maxAttempts, waitUntil, onError } = options;
  checkType({ deadLetter, waitUntil, onError }, 'function');
  checkMethods({ inbox }, ['claim', 'renew', 'complete', 'release']);
  checkType({ 'inbox.transact': inbox?.transact }, 'function');
  checkWhole({ leaseMs, handlerTimeoutMs, maxAttempts }, { min: 1 });
  checkChoice({ ack: options.ack }, ['after', 'before']);
  checkDeadLetters(options);
  const ack = options.ack ?? 'after';
  const redelivers = ack === 'after' && sender.redelivers;
  return {
    inbox: inbox ?? (memoryInbox({ clock: sender.clock }) as WebhookInbox<Tx>), // `tx` is undefined without an inbox
    leaseMs: leaseMs ?? 30_000,
    handlerTimeoutMs: handlerTimeoutMs ?? 300_000,
    deadLetter,
    maxAttempts: maxAttempts ?? (redelivers ? 5 : 1),
    ack,
    redelivers,
    waitUntil,
    onError: onError ?? reportToConsole,
    clock: sender.clock,
  };
}

function checkDeadLetters<Event, Tx>({ deadLetter, maxAttempts, ack }: DeliveryOptions<Event, Tx>): void {
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
