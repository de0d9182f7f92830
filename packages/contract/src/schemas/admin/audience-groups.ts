import * as z from 'zod/mini';
import { attributeKind, type AttributesOfKind } from '../../audience-attributes.js';
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
const number = z.number().check(z.nonnegative());
const moneyTiers = tiersOf(moneyAttributes, money);
const countTiers = tiersOf(countAttributes, number);
const anyTiers = tiersOf([...moneyAttributes, ...countAttributes], z.union([money, number]));

type Change<Tiers> = { [Name in keyof Tiers]?: Tiers[Name] | undefined };
type TiersChange = Change<z.infer<typeof moneyTiers>> | Change<z.infer<typeof countTiers>>;

const suit = z.refine<Change<z.infer<typeof anyTiers>>>(
  ({ attribute, tiers = [] }) => {
    const bounds = tiers.flatMap(({ startValue, endValue }) => [startValue, endValue ?? startValue]);
    const [type = 'number'] =
      attribute === undefined ? bounds.map((bound) => typeof bound) : [boundOf(attribute)];
    return bounds.every((bound) => typeof bound === type);
  },
  {
    path: ['tiers'],
    error: 'must have bounds that suit the attribute: decimal texts for money, numbers otherwise',
  },
);

function boundOf(attribute: string): 'string' | 'number' {
  return attributeKind(attribute) === 'money' ? 'string' : 'number';
}

export const createLoyaltyTiersSchema = z.discriminatedUnion('attribute', [moneyTiers, countTiers]);
// One object, so that a refusal names the place; `suit` lets through what the type says.
export const updateLoyaltyTiersSchema = z.partial(anyTiers).check(suit) as unknown as z.ZodMiniType<
  TiersChange,
  TiersChange
>;
export const audienceGroupParamsSchema = z.strictObject({ groupId: idParam<string>() });

/** Audiences that belong together. */
export interface AudienceGroup extends z.infer<typeof audienceGroupSchema> {}
/** Tiers over a value of consumers; a tier reaches from its start up to, and without, its end. */
export type CreateLoyaltyTiers = z.infer<typeof createLoyaltyTiersSchema>;
/** What changes about the tiers of a group; `tiers` takes the place of all that are there, told apart by `order`. */
export type UpdateLoyaltyTiers = z.infer<typeof updateLoyaltyTiersSchema>;
