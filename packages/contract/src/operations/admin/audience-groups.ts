import { adminOperation } from '../../admin-operation.js';
import * as groups from '../../schemas/admin/audience-groups.js';
import { audienceMemberSchema, listAudienceMembersSchema } from '../../schemas/admin/audience-members.js';
import { pageOf } from '../../schemas/paging.js';

const params = groups.audienceGroupParamsSchema;
const response = groups.audienceGroupSchema;

/** Audiences that belong together. */
export const adminAudienceGroupOperations = {
  get: adminOperation('admin.audiences.groups.get', 'GET /audiences/groups/{groupId}', {
    summary: 'Reads a group with its audiences.',
    params,
    response,
    errors: [],
    stability: 'inferred',
  }),
  archive: adminOperation('admin.audiences.groups.archive', 'DELETE /audiences/groups/{groupId}', {
    summary: 'Archives a group with all of its audiences.',
    params,
    response,
    errors: [],
    stability: 'inferred',
  }),
  members: adminOperation('admin.audiences.groups.members', 'GET /audiences/groups/{groupId}/members', {
    summary: 'Lists the consumers in the audiences of a group.',
    params,
    query: listAudienceMembersSchema,
    response: pageOf(audienceMemberSchema),
    errors: [],
    stability: 'inferred',
  }),
};

/** Tiers over a value of consumers. */
export const adminLoyaltyTierOperations = {
  create: adminOperation('admin.audiences.loyaltyTiers.create', 'POST /audiences/loyalty-tiers', {
    summary: 'Creates a group of audiences over ranges of a value, one for each tier.',
    body: groups.createLoyaltyTiersSchema,
    response,
    errors: [],
    stability: 'inferred',
  }),
  update: adminOperation('admin.audiences.loyaltyTiers.update', 'PUT /audiences/loyalty-tiers/{groupId}', {
    summary: 'Changes the tiers of a group; tiers keep their audience by their `order`.',
    params,
    body: groups.updateLoyaltyTiersSchema,
    response,
    errors: ['conflict'],
    stability: 'inferred',
  }),
};
