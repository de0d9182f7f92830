import { adminOperation } from '../../admin-operation.js';
import * as state from '../../schemas/admin/audience-state.js';
import * as audiences from '../../schemas/admin/audiences.js';
import { pageOf } from '../../schemas/paging.js';
import { adminAudienceGroupOperations, adminLoyaltyTierOperations } from './audience-groups.js';
import { adminAudienceImportOperations } from './audience-imports.js';
import { adminAudienceMemberOperations } from './audience-members.js';
import { adminAudienceRuleOperations } from './audience-rules.js';
import { adminAudienceSourceOperations } from './audience-sources.js';

const params = audiences.audienceParamsSchema;
const response = audiences.audienceSchema;

/** Sets of consumers that ways through an experience can be reserved for. */
export const adminAudienceOperations = {
  list: adminOperation('admin.audiences.list', 'GET /audiences', {
    summary: 'Lists audiences, the newest first.',
    query: audiences.listAudiencesSchema,
    response: pageOf(response),
    errors: [],
  }),
  create: adminOperation('admin.audiences.create', 'POST /audiences', {
    summary: 'Creates an audience.',
    body: audiences.createAudienceSchema,
    response,
    errors: [],
    stability: 'inferred',
  }),
  get: adminOperation('admin.audiences.get', 'GET /audiences/{audienceId}', {
    summary: 'Reads an audience, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.audiences.update', 'PUT /audiences/{audienceId}', {
    summary: 'Changes an audience; what is left out stays as it is.',
    params,
    body: audiences.updateAudienceSchema,
    response,
    errors: ['conflict'],
    stability: 'inferred',
  }),
  archive: adminOperation('admin.audiences.archive', 'DELETE /audiences/{audienceId}', {
    summary: 'Archives an audience: ways that are reserved for it let nobody in any more.',
    params,
    response,
    errors: [],
  }),
  count: adminOperation('admin.audiences.count', 'GET /audiences/{audienceId}/count', {
    summary: 'Counts the consumers in an audience.',
    params,
    response: state.audienceCountSchema,
    errors: [],
  }),
  status: adminOperation('admin.audiences.status', 'GET /audiences/{audienceId}/status', {
    summary: 'Tells how up to date an audience is.',
    params,
    response: state.audienceStatusSchema,
    errors: [],
  }),
  sync: adminOperation('admin.audiences.sync', 'POST /audiences/{audienceId}/sync', {
    summary: 'Begins to bring a synced audience in step with its list.',
    params,
    response: state.audienceSyncSchema,
    errors: ['conflict'],
  }),
  ...adminAudienceSourceOperations,
  imports: adminAudienceImportOperations,
  members: adminAudienceMemberOperations,
  rules: adminAudienceRuleOperations,
  groups: adminAudienceGroupOperations,
  loyaltyTiers: adminLoyaltyTierOperations,
};
