import { adminOperation } from '../../admin-operation.js';
import * as members from '../../schemas/admin/members.js';
import { pageOf } from '../../schemas/paging.js';

const params = members.memberParamsSchema;
const response = members.memberSchema;
const stability = 'extension';

/** The merchant's team. A key that belongs to a member may do what the roles of the member allow. */
export const adminMemberOperations = {
  list: adminOperation('admin.members.list', 'GET /members', {
    summary: 'Lists members, the newest first.',
    query: members.listMembersSchema,
    response: pageOf(response),
    errors: [],
    stability,
  }),
  create: adminOperation('admin.members.create', 'POST /members', {
    summary: 'Takes somebody on, and tells `user.provisioned`.',
    description: 'Nobody can give a role that allows more than they may do themselves (`forbidden`).',
    body: members.createMemberSchema,
    response,
    errors: ['conflict'],
    stability,
  }),
  get: adminOperation('admin.members.get', 'GET /members/{memberId}', {
    summary: 'Reads a member.',
    params,
    response,
    errors: [],
    stability,
  }),
  update: adminOperation('admin.members.update', 'PUT /members/{memberId}', {
    summary: 'Changes a member; new roles count from the next call on.',
    params,
    body: members.updateMemberSchema,
    response,
    errors: ['conflict'],
    stability,
  }),
  remove: adminOperation('admin.members.remove', 'DELETE /members/{memberId}', {
    summary: 'De-provisions a member: their keys and sessions end at once.',
    description: 'Tells `user.deprovisioned`. Nothing about the person is kept.',
    params,
    errors: [],
    stability,
  }),
};
