import type { KnownWebhookEvent, WebhookEvent, WebhookEventType } from '@fanfare/contract';

/** The event of one type. */
export type WebhookEventOf<Type extends WebhookEventType> = Extract<
  KnownWebhookEvent,
  { readonly type: Type }
>;

/** What a handler may know beside the event. */
export interface WebhookContext<Tx = undefined> {
  /**
   * Aborts when the event is no longer held, so that another process may have started on it, and when
   * `handlerTimeoutMs` are over: stop then, without further effects. What is returned afterwards does not count as done. It
   * does not abort when the sender hangs up: the effect is still wanted.
   */
  readonly signal: AbortSignal;
  /** Which of `secrets` signed the delivery. */
  readonly secretIndex: number;
  /** How often the event was tried, this time included; tries that ended in a crash count. */
  readonly attempt: number;
  /**
   * The transaction in which the event is marked as done: what is written by way of it is there exactly once. Only
   * some inboxes have one, such as `postgresInbox`; with the others it is `undefined`.
   */
  readonly tx: Tx;
}

/** One function per type of event, each called with its own `data`. What it throws makes the platform deliver again. */
export type WebhookHandlers<Tx = undefined> = {
  readonly [Type in WebhookEventType]?: (event: WebhookEventOf<Type>, context: WebhookContext<Tx>) => unknown;
};

/** What is known of an event that was given up. */
export interface DeadLetterContext<Tx = undefined> extends WebhookContext<Tx> {
  /** What the handler threw at last; `undefined` where the last attempts ended in a crash. */
  readonly error: unknown;
}

/** A failure, and where it happened. */
export interface WebhookFailure {
  /**
   * `refused`: the delivery was not accepted, see the code of the `WebhookError`; `handling`: the handler or the
   * inbox failed; `dead_letter`: `deadLetter` failed.
   */
  readonly stage: 'refused' | 'handling' | 'dead_letter';
  /** The event; absent where the delivery was refused. */
  readonly event?: WebhookEvent;
  /** Which attempt it was; absent where there was none. */
  readonly attempt?: number;
  /**
   * What becomes of the event, where this failure decided it: the platform delivers it again, `deadLetter` is called, or
   * nothing happens by itself, because the sender was answered before.
   */
  readonly next?: 'redelivery' | 'dead_letter' | 'none';
}
