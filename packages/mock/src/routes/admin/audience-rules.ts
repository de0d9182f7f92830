import { describeRule } from '../../audiences/describe-audience.js';
import type { AudienceRow, RuleRow } from '../../audiences/audience-rows.js';
import { findAudience, findRuledAudience } from '../../audiences/find-audience.js';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { createAudiences } from '../../state/audiences.js';

/** The operations of this resource. */
type AdminAudienceRuleOperation =
  `admin.audiences.rules.${'list' | 'create' | 'replace' | 'get' | 'update' | 'remove'}`;

/** The conditions of a dynamic audience. */
export const adminAudienceRuleHandlers: HandlersOf<AdminAudienceRuleOperation> = {
  'admin.audiences.rules.list': ({ context, principal: { tenant }, params }) =>
    describeRules(context, findAudience(context, { tenant, ...params })),

  'admin.audiences.rules.create': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const audience = findRuledAudience(context, { tenant, ...params });
    const audiences = context.use(createAudiences);
    const rule = audiences.rules.insert(tenant, { ...body, audienceId: audience.id }, { by });
    audiences.redefine(audience, { by });
    return describeRule(rule);
  },

  'admin.audiences.rules.replace': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const audience = findRuledAudience(context, { tenant, ...params });
    const audiences = context.use(createAudiences);
    for (const rule of audiences.rulesOf(audience)) audiences.rules.remove(rule);
    for (const rule of body.rules) {
      audiences.rules.insert(tenant, { ...rule, audienceId: audience.id }, { by });
    }
    audiences.redefine(audience, { by });
    return describeRules(context, audience);
  },

  'admin.audiences.rules.get': ({ context, principal: { tenant }, params }) =>
    describeRule(findRule(context, { audience: findAudience(context, { tenant, ...params }), ...params })),

  'admin.audiences.rules.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const audience = findRuledAudience(context, { tenant, ...params });
    const rule = findRule(context, { audience, ...params });
    const audiences = context.use(createAudiences);
    if (audiences.rules.update(rule, body, by).length > 0) audiences.redefine(audience, { by });
    return describeRule(rule);
  },

  'admin.audiences.rules.remove': ({ context, principal: { tenant, keyId: by }, params }) => {
    const audience = findRuledAudience(context, { tenant, ...params });
    const rule = findRule(context, { audience, ...params });
    const audiences = context.use(createAudiences);
    audiences.rules.remove(rule);
    audiences.redefine(audience, { by });
    return { ...describeRule(rule), archived: true };
  },
};

function describeRules(context: MockContext, audience: AudienceRow): ReturnType<typeof describeRule>[] {
  return context.use(createAudiences).rulesOf(audience).map(describeRule);
}

function findRule(
  context: MockContext,
  { audience, ruleId }: { readonly audience: AudienceRow; readonly ruleId: string },
): RuleRow {
  const rule = context.use(createAudiences).rules.find(audience.tenant, ruleId);
  return rule?.audienceId === audience.id ? rule : refuse('not_found', 'There is no such rule.');
}
