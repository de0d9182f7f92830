import type { WebhookEndpoint } from '@fanfare/contract/admin';
import type { RowOf } from '../state/table.js';

/** What is stored of a webhook endpoint. Its secrets are kept elsewhere. */
export interface WebhookEndpointFields {
  readonly url: string;
  /** The types that it wants; `*` stands for all. */
  readonly events: WebhookEndpoint['events'];
  readonly description: string | null;
  readonly enabled: boolean;
  readonly disabledReason: WebhookEndpoint['disabledReason'];
  /** Whether it may be on this machine, whatever the settings say: a test added it. */
  readonly mayBeLocal: boolean;
  /** Failures in a row. */
  readonly failures: number;
  readonly failingSince: number | null;
}

/** A webhook endpoint. */
export type WebhookEndpointRow = RowOf<WebhookEndpointFields>;
