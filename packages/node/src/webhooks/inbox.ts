import type { WebhookEvent } from '@fanfare/contract';

/** Who works on which event. */
export interface InboxClaim {
  /** Organization and event, as one opaque string. */
  readonly key: string;
  /** Names one attempt at one delivery; unique. A lease that ran out can thus not be given back by its late owner. */
  readonly owner: string;
}

/** What a claim yields. */
export type InboxAnswer =
  | {
      /** The event is yours until the lease ends. */
      readonly state: 'fresh';
      /** How often the event was claimed so far, this claim included; crashes count. */
      readonly attempt: number;
    }
  | {
      /** Somebody else holds the event. */
      readonly state: 'in_flight';
      /** When the lease ends unless it is renewed, in milliseconds from now; absent where the store cannot tell. */
      readonly retryAfterMs?: number;
    }
  | {
      /** The event has had its effect. */
      readonly state: 'done';
    };

/** An effect to be had in the same transaction as its completion. */
export interface InboxTransaction<Tx> {
  /** Has the effect, by way of the transaction; throws where it did not. The signal says that the transaction is lost. */
  readonly run: (tx: Tx, lost: AbortSignal) => Promise<void>;
  /** How long the transaction may last at most, in milliseconds; the store itself ends what outlives its process. */
  readonly limitMs: number;
  /** Aborts when that time is over; `run` has rejected then, and whatever it still does must have no effect. */
  readonly signal: AbortSignal;
}

/**
 * Remembers which events have had their effect. Every method must be atomic over all processes that share the
 * store; {@link inboxConformance} checks it. Endpoints that must each handle an event need an inbox each. Finished events must be remembered for longer than the 44.6 hours
 * over which the platform delivers again, and so must the attempts at unfinished ones.
 */
export interface WebhookInbox<Tx = undefined> {
  /** Takes the lease of an event, if it is free or its lease ran out. */
  claim(claim: InboxClaim, leaseMs: number): Promise<InboxAnswer>;
  /** Extends the lease from now; `false` where the claim no longer holds it. */
  renew(claim: InboxClaim, leaseMs: number): Promise<boolean>;
  /**
   * Marks the event as done; `false`, and nothing is marked, where another claim took it meanwhile. A lease that
   * ran out is still held as long as nobody took it. Completing twice is a success.
   */
  complete(claim: InboxClaim): Promise<boolean>;
  /** Gives the lease back, so that the next delivery is fresh; does nothing where the claim no longer holds it. */
  release(claim: InboxClaim): Promise<void>;
  /**
   * Has an effect and completes the claim in one transaction: both are there afterwards, or neither. It holds the
   * claim by itself until it ends, without renewals. `false`, and `run` was not called or nothing of it remains,
   * where another claim took the event. Rejects with what `run` threw, or because the commit failed. Inboxes
   * without it hand `undefined` to handlers as `tx`.
   */
  readonly transact?: (claim: InboxClaim, transaction: InboxTransaction<Tx>) => Promise<boolean>;
}

/**
 * Names an event over all of its deliveries, by signed fields only: whoever replays a delivery may change its
 * headers at will.
 */
export function inboxKey(event: WebhookEvent): string {
  return JSON.stringify([event.organizationId, event.id]);
}
