import type { CreateWebhookEndpoint } from '@fanfare/contract/admin';
import type { WebhookEndpointFields } from './endpoint-row.js';

/** What is known of a new endpoint. */
export interface EndpointWish extends Omit<CreateWebhookEndpoint, 'secret'> {
  readonly mayBeLocal: boolean;
}

/** Completes what was said of a new endpoint; a type that was named twice counts once. */
export function draftEndpoint(wish: EndpointWish): WebhookEndpointFields {
  const { url, events, description = null, enabled = true, mayBeLocal } = wish;
  return {
    url,
    events: [...new Set(events)],
    description,
    enabled,
    disabledReason: enabled ? null : 'merchant',
    mayBeLocal,
    failures: 0,
    failingSince: null,
  };
}
