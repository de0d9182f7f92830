import type { AudienceMember, ListAudienceMembers } from '@fanfare/contract/admin';
import type { PageInfo } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createAudiences, type Member } from '../state/audiences.js';
import { createCursors } from '../state/cursors.js';
import { pageOfRows } from '../state/page.js';
import type { Tenant } from '../tenant.js';
import type { AudienceRow } from './audience-rows.js';
import { describeMember } from './describe-audience.js';

/** Consumers come in the order of their audiences, and within one in the order in which they came to be. */
const sortKeys = { audience: ({ audience }: Member) => audience.serial };

/** Which members are meant. */
export interface MemberList {
  readonly tenant: Tenant;
  readonly audiences: readonly AudienceRow[];
  readonly query: ListAudienceMembers;
}

/** Reads a page of the members of one audience or several. */
export function pageOfMembers(
  context: MockContext,
  { tenant, audiences, query }: MemberList,
): { data: AudienceMember[]; pageInfo: PageInfo } {
  const items = audiences
    .flatMap((audience) => context.use(createAudiences).members(audience))
    .map((member) => ({ ...member, serial: member.consumer.serial }));
  const { data, pageInfo } = pageOfRows(items, {
    query,
    sortKeys,
    defaultDir: 'asc',
    cursors: context.use(createCursors).of(tenant),
  });
  return { data: data.map(describeMember), pageInfo };
}
