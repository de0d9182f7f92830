import type { Experience, Queue, Sequence } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { distributionOf } from '../distributions/describe-distribution.js';
import type { DistributionRow } from '../distributions/distribution-rows.js';
import { createDistributions } from '../distributions/distributions.js';
import { supportsGuest } from '../distributions/availability.js';
import type { Room } from '../distributions/room.js';
import { sequenceOf } from '../experiences/describe-sequence.js';
import { describeProduct } from '../products/describe-product.js';
import { describeVariant } from '../products/describe-variant.js';
import type { ExperienceRow, SequenceRow } from './experience-rows.js';
import { createExperienceTree } from './experience-tree.js';
import { createProducts } from './products.js';
import { accessCodeOf } from './routable-sequence.js';
import { worldOrganization } from './world.js';

/** Describes an experience as a shopper sees it, with its ways through and its products. */
export function experienceOf(context: MockContext, experience: ExperienceRow): Experience {
  const tree = context.use(createExperienceTree);
  const distributions = context.use(createDistributions);
  const { tenant } = experience;
  const ways = tree
    .sequencesOf(experience)
    .map((sequence) => ({ experience, sequence, rooms: distributions.ofSequence(tenant, sequence.id) }));
  return {
    id: experience.id,
    name: experience.name,
    timeZone: experience.timeZone,
    currencyCode: worldOrganization(context.world, tenant)?.currencyCode ?? '',
    ...spanOf(ways.flatMap(({ rooms }) => rooms)),
    hasProtectedSequences: ways.some(isProtected),
    theme: experience.theme,
    i18n: experience.i18n,
    products: productsOf(context, experience),
    sequences: ways.map(({ sequence }) => sequenceOf(context, sequence)),
  };
}

/** Describes a queue. */
export function queueOf(row: DistributionRow<'queue'>): Queue {
  const { admitRate, capacity, maxAdmissions, admissionExpirationSeconds, loyaltyBiasEnabled } = row;
  return {
    ...distributionOf(row),
    admitRate,
    supportsGuest: row.supportsGuest,
    capacity,
    maxAdmissions,
    admissionExpirationSeconds,
    loyaltyBiasEnabled,
  };
}

interface Way {
  readonly experience: ExperienceRow;
  readonly sequence: SequenceRow;
  readonly rooms: readonly Room[];
}

function isProtected({ sequence, rooms, experience }: Way): boolean {
  const { audience, audienceId, botCheck } = sequence;
  const isOpen =
    accessCodeOf({ sequence, experience }) === null &&
    audience === null &&
    audienceId === null &&
    botCheck === 'off' &&
    supportsGuest(rooms);
  return !isOpen;
}

/** An experience opens with the first of its distributions and closes with the last; without a time it always is. */
export function spanOf(rooms: readonly Room[]): Pick<Experience, 'openAt' | 'closeAt'> {
  const opens = rooms.map(({ row }) => row.openAt);
  const closes = rooms.map(({ row }) => row.closeAt);
  return {
    openAt: opens.includes(null) ? null : ([...opens].sort()[0] ?? null),
    closeAt: closes.includes(null) ? null : ([...closes].sort().at(-1) ?? null),
  };
}

function productsOf(context: MockContext, experience: ExperienceRow): NonNullable<Experience['products']> {
  const { products, variants } = context.use(createProducts);
  const { tenant } = experience;
  return context
    .use(createExperienceTree)
    .productsOf(experience)
    .map(({ id, productId, productVariantId, position }) => {
      const product = products.live(tenant, productId);
      const variant = productVariantId === null ? undefined : variants.live(tenant, productVariantId);
      return {
        id,
        organizationId: tenant.organizationId,
        experienceId: experience.id,
        productId,
        position,
        product: product === undefined ? null : describeProduct(context, product),
        productVariantId,
        productVariant: variant === undefined ? null : describeVariant(context, variant),
      };
    });
}
