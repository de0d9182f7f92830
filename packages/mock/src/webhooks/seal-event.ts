import { mismatches, withTolerance, type Mismatch } from '@fanfare/contract/schemas';
import { webhookEnvelopeSchema, webhookEventData } from '@fanfare/contract/webhooks';
import type { PublishedEvent } from '../context.js';

/** What the platform adds to an event. */
export interface Seal {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** An event in its envelope, as the bytes that are signed. */
export interface SealedEvent {
  readonly id: string;
  readonly type: string;
  readonly body: string;
  /** The consumer or the member whom it tells of, if anybody. */
  readonly personId: string | undefined;
}

/** What about an event breaks the contract. */
export interface UnfitEvent {
  readonly defect: string;
}

/** Puts an event into its envelope, strictly as the contract describes both. */
export function sealEvent(event: PublishedEvent, { id, now }: Seal): SealedEvent | UnfitEvent {
  const { type, organizationId, data } = event;
  const envelope = { id, type, timestamp: new Date(now).toISOString(), organizationId, data };
  const wrong = [
    ...problems(withTolerance(webhookEnvelopeSchema, 'strict').safeParse(envelope)),
    ...problems(withTolerance(webhookEventData[type], 'strict').safeParse(data)),
  ];
  if (wrong.length > 0) {
    const list = wrong.map(({ path, message }) => `${path} ${message}`).join(', ');
    return { defect: `the event ${type} does not fit the contract and was not sent: ${list}` };
  }
  return { id, type, body: JSON.stringify(envelope), personId: personOf(event) };
}

function personOf({ data }: PublishedEvent): string | undefined {
  if ('consumerId' in data) return data.consumerId;
  if ('memberId' in data) return data.memberId;
  return 'winnerId' in data ? (data.winnerId ?? undefined) : undefined;
}

interface Parsed {
  readonly error?: { readonly issues: Parameters<typeof mismatches>[0] } | undefined;
}

function problems({ error }: Parsed): readonly Mismatch[] {
  return error === undefined ? [] : mismatches(error.issues);
}
