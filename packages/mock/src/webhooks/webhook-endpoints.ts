import type { MockContext, PublishedEvent } from '../context.js';
import { createTable, type Patch, type Table } from '../state/table.js';
import type { Tenant } from '../tenant.js';
import type { WebhookEndpointFields, WebhookEndpointRow } from './endpoint-row.js';
import { createWebhookSecrets } from './webhook-secrets.js';

/** A new endpoint, and its secret, which is told this once. */
export interface AddedEndpoint {
  readonly row: WebhookEndpointRow;
  readonly secret: string;
}

/** What a new endpoint is made of. */
export interface EndpointDraft {
  readonly fields: WebhookEndpointFields;
  readonly by: string;
  /** @default a new one */
  readonly secret?: string | undefined;
}

/** How an attempt ended. */
export interface NotedAttempt {
  readonly at: number;
  readonly succeeded: boolean;
}

/** The webhook endpoints of all tenants. */
export interface WebhookEndpoints extends Pick<Table<WebhookEndpointFields>, 'find' | 'all' | 'archive'> {
  add(tenant: Tenant, draft: EndpointDraft): AddedEndpoint;
  /** Changes an endpoint; what is enabled again begins anew. */
  update(row: WebhookEndpointRow, patch: Patch<WebhookEndpointFields>, by: string): void;
  /** The endpoints that want an event. Nobody is told of failures of their own. */
  wanting(event: PublishedEvent): readonly WebhookEndpointRow[];
  /** Counts an attempt; an endpoint that fails for too long is disabled. */
  note(row: WebhookEndpointRow, attempt: NotedAttempt): void;
  /** Disables an endpoint that wants nothing any more. */
  retire(row: WebhookEndpointRow): void;
}

/** An endpoint is disabled after that many failures in a row, the first of them that long ago. */
const disabling = { failures: 100, afterMs: 7 * 86_400_000 } as const;
const healthy = { failures: 0, failingSince: null } as const;
const platform = 'platform';

/** Makes an empty set of endpoints. */
export function createWebhookEndpoints(context: MockContext): WebhookEndpoints {
  const table = createTable<WebhookEndpointFields>(context, 'whe');
  const secrets = context.use(createWebhookSecrets);
  const disable = (row: WebhookEndpointRow, disabledReason: 'gone' | 'failing'): void =>
    void table.update(row, { enabled: false, disabledReason }, platform);

  return {
    find: (tenant, id) => table.find(tenant, id),
    all: (tenant) => table.all(tenant),
    archive: (row, by) => table.archive(row, by),
    add(tenant, { fields, by, secret }) {
      const row = table.insert(tenant, fields, { by });
      return { row, secret: secrets.issue(row.id, secret) };
    },
    update(row, patch, by) {
      const { enabled = row.enabled } = patch;
      const isRevived = enabled && !row.enabled;
      const isStopped = !enabled && row.enabled;
      const reason = isStopped ? { disabledReason: 'merchant' as const } : {};
      table.update(row, { ...patch, ...reason, ...(isRevived && { ...healthy, disabledReason: null }) }, by);
    },
    wanting: (event) =>
      table
        .all(event)
        .filter(
          ({ id, enabled, events }) =>
            enabled &&
            (events.includes('*') || events.includes(event.type)) &&
            !(event.type === 'webhook.delivery.failed' && event.data.endpointId === id),
        ),
    note(row, { at, succeeded }) {
      // Beside the stamp of the last change, which is somebody's.
      Object.assign(
        row,
        succeeded ? healthy : { failures: row.failures + 1, failingSince: row.failingSince ?? at },
      );
      if (row.failures < disabling.failures || row.failingSince === null || !row.enabled) return;
      if (at - row.failingSince >= disabling.afterMs) disable(row, 'failing');
    },
    retire: (row) => disable(row, 'gone'),
  };
}
