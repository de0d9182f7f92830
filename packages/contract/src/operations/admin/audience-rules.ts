import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import * as rules from '../../schemas/admin/audience-rules.js';
import { audienceParamsSchema } from '../../schemas/admin/audiences.js';

const params = rules.audienceRuleParamsSchema;
const response = rules.audienceRuleSchema;
const body = rules.writeAudienceRuleSchema;
const stability = 'inferred';

/** The conditions of a dynamic audience. */
export const adminAudienceRuleOperations = {
  list: adminOperation('admin.audiences.rules.list', 'GET /audiences/{audienceId}/rules', {
    summary: 'Lists the conditions of an audience, in the order they were made.',
    params: audienceParamsSchema,
    response: z.array(response),
    errors: [],
    stability,
  }),
  create: adminOperation('admin.audiences.rules.create', 'POST /audiences/{audienceId}/rules', {
    summary: 'Adds a condition to a dynamic audience.',
    params: audienceParamsSchema,
    body,
    response,
    errors: ['conflict'],
    stability,
  }),
  replace: adminOperation('admin.audiences.rules.replace', 'PUT /audiences/{audienceId}/rules', {
    summary: 'Replaces all conditions of a dynamic audience; without any it has no members.',
    params: audienceParamsSchema,
    body: rules.replaceAudienceRulesSchema,
    response: z.array(response),
    errors: ['conflict'],
    stability,
  }),
  get: adminOperation('admin.audiences.rules.get', 'GET /audiences/{audienceId}/rules/{ruleId}', {
    summary: 'Reads a condition.',
    params,
    response,
    errors: [],
    stability,
  }),
  update: adminOperation('admin.audiences.rules.update', 'PUT /audiences/{audienceId}/rules/{ruleId}', {
    summary: 'Replaces a condition.',
    params,
    body,
    response,
    errors: ['conflict'],
    stability,
  }),
  remove: adminOperation('admin.audiences.rules.remove', 'DELETE /audiences/{audienceId}/rules/{ruleId}', {
    summary: 'Removes a condition.',
    params,
    response,
    errors: ['conflict'],
    stability,
  }),
};
