import * as z from 'zod/mini';
import { attributeKind, type ConsumerAttribute } from '../../audience-attributes.js';
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

const tierAttributes = [
  'ltv',
  'aov',
  'totalOrders',
  'totalReturns',
  'totalEngagements',
  'totalMessages',
  'engagedCount',
  'loyaltyBalance',
] as const satisfies readonly ConsumerAttribute[];

const bound = z.union([money, z.number().check(z.nonnegative())]);
const tierSchema = z.strictObject({
  name: freeText(1, 200),
  startValue: bound,
  endValue: z.optional(z.nullable(bound)),
  order: count,
  iconName: z.optional(z.nullable(text(1, 100))),
});

const tiers = {
  groupName: text(1, 200),
  attribute: z.enum(tierAttributes),
  tiers: z.array(tierSchema).check(z.minLength(1), z.maxLength(20)),
};

type Bound = z.infer<typeof bound>;
interface TiersToCheck {
  readonly attribute?: string | undefined;
  readonly tiers?:
    readonly { startValue: Bound; endValue?: Bound | null | undefined; order: number }[] | undefined;
}

const suit = z.refine<TiersToCheck>(
  ({ attribute, tiers: ranges = [] }) => {
    if (attribute === undefined) return true;
    const type = attributeKind(attribute) === 'money' ? 'string' : 'number';
    return ranges.every(
      ({ startValue, endValue }) =>
        typeof startValue === type && (endValue == null || typeof endValue === type),
    );
  },
  {
    path: ['tiers'],
    error: 'must have bounds that suit the attribute: decimal texts for money, numbers otherwise',
  },
);

export const createLoyaltyTiersSchema = z.strictObject(tiers).check(suit);
export const updateLoyaltyTiersSchema = z.partial(z.strictObject(tiers)).check(suit);
export const audienceGroupParamsSchema = z.strictObject({ groupId: idParam<string>() });

/** Audiences that belong together. */
export interface AudienceGroup extends z.infer<typeof audienceGroupSchema> {}
/** Tiers over a value of consumers; a tier reaches from its start up to, and without, its end. */
export interface CreateLoyaltyTiers extends z.infer<typeof createLoyaltyTiersSchema> {}
/** What changes about the tiers of a group; `tiers` takes the place of all that are there, told apart by `order`. */
export interface UpdateLoyaltyTiers extends z.infer<typeof updateLoyaltyTiersSchema> {}
