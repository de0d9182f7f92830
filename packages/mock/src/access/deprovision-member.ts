import type { MemberId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createApiKeys } from '../state/api-keys.js';
import { isoTime } from '../state/iso-time.js';
import { createMembers, type MemberRow } from '../state/members.js';
import { createPublicKeys } from '../state/public-keys.js';
import { createSessions } from '../state/sessions.js';

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
}
