import type { Mode, OrganizationId } from '@fanfare/contract';
import type { PublishedEvent } from './context.js';

/** What a test asks for when it adds a webhook endpoint. */
export interface NewWebhookEndpoint {
  readonly organizationId: OrganizationId;
  /** @default 'test' */
  readonly mode?: Mode;
  readonly url: string;
  /** Made where absent: `whsec_…`. */
  readonly secret?: string;
  /** The types to deliver. @default all */
  readonly events?: readonly string[];
}

/** An endpoint that deliveries go to. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly mode: Mode;
  readonly url: string;
  readonly secret: string;
  readonly events: readonly string[] | undefined;
  readonly enabled: boolean;
}

/** One event on its way to one endpoint. */
export interface Delivery {
  readonly id: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly organizationId: OrganizationId;
  readonly mode: Mode;
  readonly status: 'pending' | 'delivered' | 'failed';
  readonly attempts: readonly DeliveryAttempt[];
}

/** One attempt of a delivery. */
export interface DeliveryAttempt {
  /** Milliseconds since the epoch, on the platform's clock. */
  readonly at: number;
  /** The receiver's status; absent where no answer arrived. */
  readonly status?: number;
  /** Why there was no answer. */
  readonly error?: string;
}

/** The webhooks of the platform: made by `createWebhookDesk(context)` in `webhooks/webhook-desk.ts`. */
export interface WebhookDesk {
  publish(event: PublishedEvent): void;
  addEndpoint(endpoint: NewWebhookEndpoint): WebhookEndpoint;
  readonly deliveries: readonly Delivery[];
  /** Delivers the same event to the same endpoint once more; `undefined` for an unknown id. */
  redeliver(deliveryId: string): Promise<Delivery | undefined>;
}
