import { adminOperation } from '../../admin-operation.js';
import * as members from '../../schemas/admin/audience-members.js';
import { audienceParamsSchema } from '../../schemas/admin/audiences.js';
import { pageOf } from '../../schemas/paging.js';

/** Who is in an audience. */
export const adminAudienceMemberOperations = {
  list: adminOperation('admin.audiences.members.list', 'GET /audiences/{audienceId}/members', {
    summary: 'Lists the consumers in an audience.',
    params: audienceParamsSchema,
    query: members.listAudienceMembersSchema,
    response: pageOf(members.audienceMemberSchema),
    errors: [],
    stability: 'inferred',
  }),
  add: adminOperation('admin.audiences.members.add', 'POST /audiences/{audienceId}/members', {
    summary: 'Adds consumers to a static audience, all or none.',
    params: audienceParamsSchema,
    body: members.addAudienceMembersSchema,
    response: members.audienceMembersAddedSchema,
    errors: ['conflict'],
    stability: 'inferred',
  }),
};
