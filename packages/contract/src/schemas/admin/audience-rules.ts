import * as z from 'zod/mini';
import { audienceAttributes, type AudienceAttribute } from '../../audience-attributes.js';
import type { AudienceId } from '../../ids.js';
import type { RuleByAttribute } from '../../rule-by-attribute.js';
import { ruleOperators } from '../../rule-operators.js';
import { ruleValueFits } from '../../rule-value-fits.js';
import { baseEntity } from '../products.js';
import { form, id, idParam, text } from '../shapes.js';

const attributeNames = Object.keys(audienceAttributes).join('|');
const audienceAttribute = form(
  new RegExp(`^(${attributeNames}|metadata\\.[A-Za-z0-9_-]{1,64})$`),
  'an attribute of consumers, or "metadata." and the name of a field',
) as unknown as z.ZodMiniType<AudienceAttribute, AudienceAttribute>; // the pattern is made of the names of the type

const scalar = z.union([text(0, 500), z.number(), z.boolean()]);

const comparison = {
  attribute: audienceAttribute,
  operator: z.enum(ruleOperators),
  value: z.union([scalar, z.array(scalar).check(z.minLength(1), z.maxLength(500))]),
};

// `ruleValueFits` lets through what the type says; `zod/mini` cannot tell it from a check.
export const writeAudienceRuleSchema = z.strictObject(comparison).check(
  z.refine(ruleValueFits, {
    path: ['value'],
    error:
      'must suit the attribute and the operator: a decimal text for money, an ISO time in UTC for times, a list for IN and NOT_IN',
  }),
) as unknown as z.ZodMiniType<RuleByAttribute, RuleByAttribute>;

export const replaceAudienceRulesSchema = z.strictObject({
  rules: z.array(writeAudienceRuleSchema).check(z.maxLength(50)),
});

export const audienceRuleSchema = z.object({ ...baseEntity, audienceId: id<AudienceId>(), ...comparison });

export const audienceRuleParamsSchema = z.strictObject({
  audienceId: idParam<AudienceId>(),
  ruleId: idParam<string>(),
});

/** One condition of a dynamic audience; all of them must hold. */
export interface AudienceRule extends z.infer<typeof audienceRuleSchema> {}
/** A condition, as it is written; money is compared as decimals and times as times. */
export type WriteAudienceRule = z.infer<typeof writeAudienceRuleSchema>;
/** The conditions that take the place of all that are there. */
export interface ReplaceAudienceRules extends z.infer<typeof replaceAudienceRulesSchema> {}
