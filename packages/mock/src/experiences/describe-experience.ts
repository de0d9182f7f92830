import type { Experience } from '@fanfare/contract';
import type { AdminExperience } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { supportsGuest } from '../distributions/availability.js';
import { createDistributions } from '../distributions/distributions.js';
import type { Room } from '../distributions/room.js';
import { describeProduct } from '../products/describe-product.js';
import { describeVariant } from '../products/describe-variant.js';
import { entityOf } from '../state/entity.js';
import type { ExperienceRow, SequenceRow } from '../state/experience-rows.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { createProducts } from '../state/products.js';
import { accessCodeOf } from '../state/routable-sequence.js';
import { worldOrganization } from '../state/world.js';
import { adminSequenceOf, sequenceOf } from './describe-sequence.js';
import { spanOf } from './span-of.js';

/** Describes an experience as a shopper sees it, with its ways through and its products. */
export function experienceOf(context: MockContext, experience: ExperienceRow): Experience {
  const distributions = context.use(createDistributions);
  const { id, tenant, name, timeZone, theme, i18n } = experience;
  const sequences = context.use(createExperienceTree).sequencesOf(experience);
  const ways = sequences.map((sequence) => ({
    experience,
    sequence,
    rooms: distributions.ofSequence(tenant, sequence.id),
  }));
  return {
    ...{ id, name, timeZone, theme, i18n },
    currencyCode: worldOrganization(context.world, tenant)?.currencyCode ?? '',
    ...spanOf(ways.flatMap(({ rooms }) => rooms)),
    hasProtectedSequences: ways.some(isProtected),
    products: productsOf(context, experience),
    sequences: sequences.map((sequence) => sequenceOf(context, sequence)),
  };
}

/** Describes an experience as its merchant sees it. */
export function adminExperienceOf(context: MockContext, experience: ExperienceRow): AdminExperience {
  const sequences = context.use(createExperienceTree).sequencesOf(experience);
  return {
    ...experienceOf(context, experience),
    ...entityOf(experience),
    accessCode: experience.accessCode,
    activityFeed: experience.activityFeed,
    sequences: sequences.map((sequence) => adminSequenceOf(context, sequence)),
  };
}

interface Way {
  readonly experience: ExperienceRow;
  readonly sequence: SequenceRow;
  readonly rooms: readonly Room[];
}

function isProtected({ sequence, rooms, experience }: Way): boolean {
  const { audienceId, botCheck } = sequence;
  const isOpen =
    accessCodeOf({ sequence, experience }) === null &&
    audienceId === null &&
    botCheck === 'off' &&
    supportsGuest(rooms);
  return !isOpen;
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
