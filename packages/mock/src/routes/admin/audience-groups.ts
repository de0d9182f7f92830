import { audiencesOf, describeGroup } from '../../audiences/describe-audience.js';
import { findGroup } from '../../audiences/find-audience.js';
import { pageOfMembers } from '../../audiences/page-of-members.js';
import { guardTiers, writeTiers } from '../../audiences/write-tiers.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { createAudiences } from '../../state/audiences.js';

/** The operations of this resource. */
type AdminAudienceGroupOperation =
  | `admin.audiences.groups.${'get' | 'archive' | 'members'}`
  | `admin.audiences.loyaltyTiers.${'create' | 'update'}`;

/** Audiences that belong together. */
export const adminAudienceGroupHandlers: HandlersOf<AdminAudienceGroupOperation> = {
  'admin.audiences.groups.get': ({ context, principal: { tenant }, params }) =>
    describeGroup(context, findGroup(context, { tenant, ...params })),

  'admin.audiences.groups.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const group = findGroup(context, { tenant, ...params });
    const audiences = context.use(createAudiences);
    for (const row of audiencesOf(context, group)) audiences.rows.archive(row, by);
    audiences.groups.archive(group, by);
    return describeGroup(context, group);
  },

  'admin.audiences.groups.members': ({ context, principal: { tenant }, params, query }) => {
    const group = findGroup(context, { tenant, ...params });
    return pageOfMembers(context, { tenant, audiences: audiencesOf(context, group), query });
  },

  'admin.audiences.loyaltyTiers.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { groupName, attribute, tiers } = body;
    guardTiers({ attribute, tiers });
    const fields = { groupName, attribute, groupType: 'SEGMENTED_VALUE' } as const;
    const group = context.use(createAudiences).groups.insert(tenant, fields, { by });
    writeTiers(context, group, { attribute, tiers, by });
    return describeGroup(context, group);
  },

  'admin.audiences.loyaltyTiers.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const group = findGroup(context, { tenant, ...params });
    if (group.archived || group.attribute === null) {
      return refuse('conflict', 'The group is archived, or is not one of tiers.');
    }
    const { groupName, attribute = group.attribute, tiers } = body;
    if (tiers === undefined && attribute !== group.attribute) {
      return refuse('validation_error', 'Another attribute needs other tiers.');
    }
    if (tiers !== undefined) guardTiers({ attribute, tiers });
    context.use(createAudiences).groups.update(group, { groupName, attribute }, by);
    if (tiers !== undefined) writeTiers(context, group, { attribute, tiers, by });
    return describeGroup(context, group);
  },
};
