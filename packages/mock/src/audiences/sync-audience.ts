import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import { createAudiences } from '../state/audiences.js';
import { createConsumers } from '../state/consumers.js';
import { createScheduledEvents } from '../state/scheduled-events.js';
import { createVendorLists } from '../state/vendor-lists.js';
import type { Tenant } from '../tenant.js';
import type { AudienceRow, SyncSource } from './audience-rows.js';
import { createMemberLists } from './member-lists.js';

/** How long a sync waits for its turn. */
const waitMs = 20_000;
const by = 'sync';

/**
 * Begins to bring an audience in step with its list; it is done a little later on the platform's clock.
 *
 * @returns the source that it follows.
 * @throws {MockRefusal} `validation_error` where there is nothing to follow, `conflict` while a sync is under way.
 */
export function syncAudience(context: MockContext, audience: AudienceRow): SyncSource {
  const { source } = audience;
  if (audience.type !== 'SYNCED_LIST') {
    return refuse('validation_error', 'Only a synced audience follows a list.', {
      documented: 'Audience is not a synced list',
    });
  }
  if (source === null) {
    return refuse('validation_error', 'The audience has no list to follow.', {
      documented: 'Audience has no sync source',
    });
  }
  if (audience.syncStatus === 'PENDING') {
    return refuse('conflict', 'A sync is under way.', { documented: 'Sync already in progress' });
  }
  audience.syncStatus = 'PENDING';
  const since = context.clock.now();
  context.use(createScheduledEvents).add(audience.tenant, {
    topic: 'syncAudience',
    scheduledAt: context.clock.now() + waitMs,
    by,
    payload: { audienceId: audience.id, syncSourceId: source.id },
    run: () => ({ syncStatus: finish(context, { audience, source, since }) }),
  });
  return source;
}

interface PendingSync {
  readonly audience: AudienceRow;
  readonly source: SyncSource;
  /** When it began. Who was erased since then is not made anew. */
  readonly since: number;
}

function finish(context: MockContext, { audience, source, since }: PendingSync): 'SUCCESS' | 'FAILED' {
  const { tenant } = audience;
  const list = context.use(createVendorLists).find({ tenant, ...source });
  if (list === undefined) return (audience.syncStatus = 'FAILED');
  const leavers = context.use(createConsumers).addressesOfLeavers(tenant, since);
  const contacts = list.contacts.filter((email) => !leavers.has(email.toLowerCase()));
  const ids = contacts.map((email) => contactOf(context, { tenant, email }));
  context.use(createMemberLists).replace(audience, ids);
  const patch = { syncStatus: 'SUCCESS', lastSyncedAt: context.clock.now() } as const;
  context.use(createAudiences).redefine(audience, { by, patch });
  return 'SUCCESS';
}

/** Finds the consumer of an address, or makes one: a list may know people who never came. */
function contactOf(context: MockContext, { tenant, email }: { tenant: Tenant; email: string }): ConsumerId {
  const consumers = context.use(createConsumers);
  const known = consumers.findByEmail(tenant, email);
  return (known ?? consumers.create({ tenant, source: 'import', by, fields: { email } })).id;
}
