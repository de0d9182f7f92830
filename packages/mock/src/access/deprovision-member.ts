import { webhookRetrySchedule, type MemberId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createApiKeys } from '../state/api-keys.js';
import { createCursors } from '../state/cursors.js';
import { createIdempotencyStore } from '../state/idempotency-store.js';
import { isoTime } from '../state/iso-time.js';
import { createMembers, type MemberRow } from '../state/members.js';
import { createPublicKeys } from '../state/public-keys.js';
import { createSessions } from '../state/sessions.js';
import type { Tenant } from '../tenant.js';
import { createWebhookDesk } from '../webhooks/webhook-desk.js';

/** How long an endpoint is tried at most until it knows that a member is gone. */
const tellingMs = webhookRetrySchedule.reduce((sum, wait) => sum + wait, 0) * 1000 + 60_000;

/** Lets a member go: their keys and sessions end at once, nothing about them is kept, and the endpoints are told. */
export function deprovisionMember(context: MockContext, row: MemberRow, by: string): void {
  const { tenant, consumerId } = row;
  const tables = [context.use(createApiKeys).table, context.use(createPublicKeys).table];
  let endedKeys = 0;
  for (const table of tables) {
    for (const key of table.all(tenant)) {
      if (key.memberId !== row.id) continue;
      table.archive(key, by);
      endedKeys += 1;
    }
  }
  if (consumerId !== null) context.use(createSessions).revokeAll({ tenant, consumerId });
  context.use(createMembers).table.remove(row);
  forgetMember(context, row);
  context.publish({
    ...tenant,
    type: 'user.deprovisioned',
    data: {
      memberId: row.id as MemberId, // a row of this table has this kind of id
      externalId: row.externalId,
      deprovisionedAt: isoTime(context.clock.now()),
      endedKeys,
    },
  });
  planForgetting(context, { tenant, memberId: row.id });
}

/** Forgets what the endpoints were told, once they know it. Nothing more of the member is held until then. */
function planForgetting(
  context: MockContext,
  { tenant, memberId }: { readonly tenant: Tenant; readonly memberId: string },
): void {
  const desk = context.use(createWebhookDesk);
  context.clock.schedule(context.clock.now() + tellingMs, () => desk.forget(tenant, memberId));
}

/** Forgets what is kept of a member for who asks again. */
function forgetMember(context: MockContext, { tenant, email, name, externalId }: MemberRow): void {
  const values = [email, name, ...(externalId === null ? [] : [externalId])];
  context.use(createIdempotencyStore).forget(tenant, values);
  context.use(createCursors).of(tenant).forget(values);
}
