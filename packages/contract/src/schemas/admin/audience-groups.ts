import * as z from 'zod/mini';
import type { AttributesOfKind } from '../../audience-attributes.js';
import { baseEntity } from '../products.js';
import { count, freeText, idParam, money, text } from '../shapes.js';
import { audienceGroupTypeSchema } from './audience-type.js';
import { audienceSchema } from './audiences.js';

export const audienceGroupSchema = z.object({
  ...baseEntity,
  groupName: z.string(),
  groupType: audienceGroupTypeSchema,
  attribute: z.optional(z.nullable(z.string())),
  audiences: z.array(audienceSchema),
});

const moneyAttributes = ['ltv', 'aov'] as const satisfies readonly AttributesOfKind<'money'>[];
const countAttributes = [
  'totalOrders',
  'totalReturns',
  'totalEngagements',
  'totalMessages',
  'engagedCount',
  'loyaltyBalance',
] as const satisfies readonly AttributesOfKind<'number'>[];

function tiersOf<Name extends AttributesOfKind<'money' | 'number'>, Bound extends z.ZodMiniType>(
  attributes: readonly Name[],
  bound: Bound,
) {
  const tier = z.strictObject({
    name: freeText(1, 200),
    startValue: bound,
    endValue: z.optional(z.nullable(bound)),
    order: count,
    iconName: z.optional(z.nullable(text(1, 100))),
  });
  return z.strictObject({
    groupName: text(1, 200),
    attribute: z.enum(attributes),
    tiers: z.array(tier).check(z.minLength(1), z.maxLength(20)),
  });
}
const moneyTiers = tiersOf(moneyAttributes, money);
const countTiers = tiersOf(countAttributes, z.number().check(z.nonnegative()));

export const createLoyaltyTiersSchema = z.discriminatedUnion('attribute', [moneyTiers, countTiers]);
export const updateLoyaltyTiersSchema = z.union([z.partial(moneyTiers), z.partial(countTiers)]);
export const audienceGroupParamsSchema = z.strictObject({ groupId: idParam<string>() });

/** Audiences that belong together. */
export interface AudienceGroup extends z.infer<typeof audienceGroupSchema> {}
/** Tiers over a value of consumers; a tier reaches from its start up to, and without, its end. */
export type CreateLoyaltyTiers = z.infer<typeof createLoyaltyTiersSchema>;
/** What changes about the tiers of a group; `tiers` takes the place of all that are there, told apart by `order`. */
export type UpdateLoyaltyTiers = z.infer<typeof updateLoyaltyTiersSchema>;
