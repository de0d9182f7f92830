import { describeImport, importsOf } from '../../audiences/describe-audience.js';
import { expectImport } from '../../audiences/expect-import.js';
import { findAudience, findStaticAudience } from '../../audiences/find-audience.js';
import { createMemberLists } from '../../audiences/member-lists.js';
import { pageOfMembers } from '../../audiences/page-of-members.js';
import { findLiveConsumer } from '../../consumers/find-consumer.js';
import type { HandlersOf } from '../../handler.js';
import { createAudiences } from '../../state/audiences.js';

/** The operations of this resource. */
type AdminAudienceMemberOperation =
  `admin.audiences.${'members.list' | 'members.add' | 'imports.list' | 'imports.create'}`;

/** Who is in an audience, by hand or by file. */
export const adminAudienceMemberHandlers: HandlersOf<AdminAudienceMemberOperation> = {
  'admin.audiences.members.list': ({ context, principal: { tenant }, params, query }) =>
    pageOfMembers(context, { tenant, audiences: [findAudience(context, { tenant, ...params })], query }),

  'admin.audiences.members.add': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const audience = findStaticAudience(context, { tenant, ...params });
    const ids = body.consumerIds.map((consumerId) => findLiveConsumer(context, { tenant, consumerId }).id);
    const added = context.use(createMemberLists).add(audience, ids);
    if (added > 0) context.use(createAudiences).redefine(audience, { by });
    return { audienceId: audience.id, added, alreadyMembers: ids.length - added };
  },

  'admin.audiences.imports.list': ({ context, principal: { tenant }, params }) =>
    importsOf(context, findAudience(context, { tenant, ...params })).map(describeImport),

  'admin.audiences.imports.create': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const audience = findStaticAudience(context, { tenant, ...params });
    return describeImport(expectImport(context, { audience, file: body, by }));
  },
};
