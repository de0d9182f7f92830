import * as z from 'zod/mini';
import type { OrganizationId, WebhookEventId } from '../ids.js';
import { id, text, timestamp } from '../schemas/shapes.js';
import type { webhookEventData } from './event-data.js';
import type { WebhookEventType } from './event-types.js';

/** The envelope of every delivery, whatever its type. */
export const webhookEnvelopeSchema = z.object({
  id: id<WebhookEventId>(),
  type: text(1, 128),
  timestamp,
  organizationId: id<OrganizationId>(),
  data: z.record(z.string(), z.unknown()),
});

/** The `data` of one type of event. */
export type WebhookEventData<Type extends WebhookEventType> = z.infer<(typeof webhookEventData)[Type]>;

interface Envelope {
  /** The same over all deliveries of the event: key your effects by it. */
  readonly id: WebhookEventId;
  /** When it happened. */
  readonly timestamp: string;
  readonly organizationId: OrganizationId;
}

/** An event of a type that this version knows. */
export type KnownWebhookEvent = {
  [Type in WebhookEventType]: Envelope & { readonly type: Type; readonly data: WebhookEventData<Type> };
}[WebhookEventType];

/** An event of a type that is newer than this version. */
export interface UnknownWebhookEvent extends Envelope {
  readonly type: 'unknown';
  /** The type as the platform wrote it. */
  readonly originalType: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What happened, as a union to switch over by `type`. */
export type WebhookEvent = KnownWebhookEvent | UnknownWebhookEvent;
