import type { WebhookEvent } from '@fanfare/contract';

/** Who works on which event. */
export interface InboxClaim {
  /** Organization and event, as one opaque string. */
  readonly key: string;
  /** Names one attempt at one delivery; unique. A lease that ran out can thus not be given back by its late owner. */
  readonly owner: string;
}

/**
 * What a claim yields: `fresh`, the event is yours until the lease ends; `in_flight`, somebody else holds it;
 * `done`, it has had its effect.
 */
export type InboxState = 'fresh' | 'in_flight' | 'done';

/**
 * Remembers which events have had their effect. Every method must be atomic over all processes that share the
 * store; {@link inboxConformance} checks it. Endpoints that must each handle an event need an inbox each. Finished events must be remembered for longer than the 44.6 hours
 * over which the platform delivers again.
 */
export interface WebhookInbox {
  /** Takes the lease of an event, if it is free or its lease ran out. */
  claim(claim: InboxClaim, leaseMs: number): Promise<InboxState>;
  /** Extends the lease from now; `false` where the claim no longer holds it. */
  renew(claim: InboxClaim, leaseMs: number): Promise<boolean>;
  /** Marks the event as done, whoever holds the lease by now: the effect has happened. */
  complete(claim: InboxClaim): Promise<void>;
  /** Gives the lease back, so that the next delivery is fresh; does nothing where the claim no longer holds it. */
  release(claim: InboxClaim): Promise<void>;
}

/**
 * Names an event over all of its deliveries, by signed fields only: whoever replays a delivery may change its
 * headers at will.
 */
export function inboxKey(event: WebhookEvent): string {
  return JSON.stringify([event.organizationId, event.id]);
}
