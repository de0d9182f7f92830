import type { WebhookEndpoint } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { entityOf } from '../state/entity.js';
import { isoTime } from '../state/iso-time.js';
import type { WebhookEndpointRow } from './endpoint-row.js';
import { createWebhookSecrets } from './webhook-secrets.js';

/** Describes an endpoint as the Admin service does. */
export function endpointOf(context: MockContext, row: WebhookEndpointRow): WebhookEndpoint {
  const { url, events, description, enabled, disabledReason, failures, failingSince } = row;
  const { lastFour, previous } = context.use(createWebhookSecrets).facts(row.id);
  return {
    ...entityOf(row),
    url,
    events,
    description,
    enabled,
    disabledReason,
    secretLastFour: lastFour,
    previousSecretLastFour: previous?.lastFour ?? null,
    previousSecretEndsAt: previous === undefined ? null : isoTime(previous.endsAt),
    consecutiveFailures: failures,
    failingSince: failingSince === null ? null : isoTime(failingSince),
  };
}
