import { createMemberLists } from '../audiences/member-lists.js';
import { createAuditLog } from '../audit/audit-log.js';
import { createAuditSubjects } from '../audit/audit-subjects.js';
import { pseudonymous } from '../audit/pseudonymous.js';
import type { MockContext } from '../context.js';
import { createConsents } from '../privacy/consents.js';
import { createConsumerExports } from '../privacy/consumer-exports.js';
import { createBeaconLog } from '../state/beacon-log.js';
import { addressesOf } from '../state/consumer-row.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import { createCursors } from '../state/cursors.js';
import { createIdempotencyStore } from '../state/idempotency-store.js';
import { isoTime } from '../state/iso-time.js';
import { createLoyalty } from '../state/loyalty.js';
import { createSessions } from '../state/sessions.js';
import { createConsumerChannels } from '../streams/consumer-channels.js';
import { createWaitlistExports } from '../waitlists/waitlist-exports.js';
import { createWebhookDesk } from '../webhooks/webhook-desk.js';

type Forget = (context: MockContext, consumer: Consumer) => void;

/** Where something may be kept that tells who a consumer was, and how it is forgotten there. */
const keepers: readonly Forget[] = [
  (context, { id }) => context.use(createMemberLists).forget(id),
  (context, { id }) => context.use(createWaitlistExports).forget(id),
  (context, { tenant, id }) => context.use(createBeaconLog).anonymize(tenant, id),
  (context, { tenant, id }) => context.use(createLoyalty).forget(tenant, id),
  (context, { tenant, id }) => context.use(createWebhookDesk).forget(tenant, id),
  (context, { tenant, id }) => context.use(createConsents).forget({ tenant, consumerId: id }),
  (context, consumer) => context.use(createConsumerExports).forget(consumer),
  (context, consumer) => context.use(createIdempotencyStore).forget(consumer.tenant, valuesOf(consumer)),
  (context, consumer) => context.use(createCursors).of(consumer.tenant).forget(valuesOf(consumer)),
  (context, { tenant, id }) => context.use(createConsumerChannels).forget({ tenant, consumerId: id }),
  noteErasure,
  (context, { tenant, id }) => context.use(createSessions).forget({ tenant, consumerId: id }),
  (context, consumer) => context.use(createConsumers).remove(consumer),
  // Whoever still holds the row, such as a task that has yet to end, holds nothing of the consumer.
  (_, consumer) => blank(consumer),
];

/** Ends an erasure: from now on nothing tells who a consumer was. */
export function forgetConsumer(context: MockContext, consumer: Consumer): Record<string, unknown> {
  const { tenant, id: consumerId } = consumer;
  for (const forget of keepers) forget(context, consumer);
  const deletedAt = isoTime(context.clock.now());
  // The hosted platform has no such event.
  if (context.profile === 'full') {
    context.publish({ ...tenant, type: 'consumer.deleted', data: { consumerId, deletedAt } });
  }
  return { erasedAt: deletedAt };
}

/** The last entry about a consumer; after it, nothing leads from the entries to anybody. */
function noteErasure(context: MockContext, { tenant, id }: Consumer): void {
  context.use(createAuditLog).append(tenant, {
    actor: { type: 'platform', id: null },
    action: 'consumer.erased',
    target: pseudonymous(context, { tenant, target: { type: 'consumer', id } }),
    outcome: 'success',
    requestId: null,
    ipClass: 'unknown',
  });
  context.use(createAuditSubjects).forget(tenant, id);
}

function valuesOf(consumer: Consumer): readonly string[] {
  const { fullName } = consumer;
  return [consumer.id, ...addressesOf(consumer), ...(fullName === undefined ? [] : [fullName])];
}

function blank(consumer: Consumer): void {
  Object.assign(consumer, { email: undefined, phone: undefined, fullName: undefined, metadata: {} });
  consumer.verified.clear();
}
