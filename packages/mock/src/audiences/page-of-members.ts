import type { AudienceMember, ListAudienceMembers } from '@fanfare/contract/admin';
import type { PageInfo } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createAudiences, type Member } from '../state/audiences.js';
import { createCursors } from '../state/cursors.js';
import { pageOfRows } from '../state/page.js';
import type { AudienceRow } from './audience-rows.js';
import { describeMember } from './describe-audience.js';

/** Consumers come in the order of their audiences, and within one in the order in which they came to be. */
const sortKeys = { audience: ({ audience }: Member) => audience.serial };

/** Reads a page of the members of one audience or several. */
export function pageOfMembers(
  context: MockContext,
  { audiences, query }: { readonly audiences: readonly AudienceRow[]; readonly query: ListAudienceMembers },
): { data: AudienceMember[]; pageInfo: PageInfo } {
  const items = audiences
    .flatMap((audience) => context.use(createAudiences).members(audience))
    .map((member) => ({ ...member, serial: member.consumer.serial }));
  const { data, pageInfo } = pageOfRows(items, {
    query,
    sortKeys,
    defaultDir: 'asc',
    cursors: context.use(createCursors),
  });
  return { data: data.map(describeMember), pageInfo };
}
