import type { Mode, OrganizationId } from '@fanfare/contract';

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
  /** Why it was made: something happened, or was replayed, or a sample was asked for. */
  readonly origin: 'event' | 'replay' | 'test';
  readonly status: 'pending' | 'delivered' | 'failed';
  /** Milliseconds since the epoch, as all times here, on the platform's clock. */
  readonly createdAt: number;
  /** When the schedule sends it next, if ever. */
  readonly nextAttemptAt: number | undefined;
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
  /** Somebody asked for it; absent where the schedule did. */
  readonly byHand?: true;
}
