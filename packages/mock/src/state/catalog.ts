import type { Experience, Product, Queue, Variant } from '@fanfare/contract';
import type { WorldData, WorldOrganization } from './world.js';

/** An organization with what it sells in one mode. */
export interface Shelf {
  readonly organization: Pick<WorldOrganization, 'id' | 'slug' | 'currencyCode'>;
  readonly data: WorldData;
}

const timeZone = 'Europe/Berlin';

/** Describes an experience as a shopper sees it, with its way through and its product. */
export function experienceOf({ organization, data }: Shelf): Experience {
  const { experience, sequence, queue, product } = data;
  return {
    id: experience.id,
    name: experience.name,
    timeZone,
    currencyCode: organization.currencyCode,
    openAt: queue.openAt,
    closeAt: queue.closeAt,
    hasProtectedSequences: sequence.accessCode !== null || sequence.audience !== null || !queue.supportsGuest,
    products: [
      {
        id: `${experience.id}_${product.id}`,
        organizationId: organization.id,
        experienceId: experience.id,
        productId: product.id,
        position: 0,
        product: productOf({ organization, data }),
        productVariantId: data.variant.id,
        productVariant: variantOf({ organization, data }),
      },
    ],
    sequences: [
      {
        id: sequence.id,
        name: sequence.name,
        priority: 0,
        experienceId: experience.id,
        queues: [queueOf({ organization, data })],
      },
    ],
  };
}

/** Describes a queue as a shopper sees it. */
export function queueOf({ organization, data }: Shelf): Queue {
  const { queue, sequence } = data;
  return {
    ...entity(organization, queue.id),
    sequenceId: sequence.id,
    name: queue.name,
    timeZone,
    openAt: queue.openAt,
    closeAt: queue.closeAt,
    admitRate: queue.admitRate,
    supportsGuest: queue.supportsGuest,
    capacity: queue.capacity,
    maxAdmissions: queue.maxAdmissions,
    admissionExpirationSeconds: queue.admissionExpirationSeconds,
  };
}

function productOf({ organization, data }: Shelf): Product {
  const { product, variant } = data;
  return {
    ...entity(organization, product.id),
    name: product.name,
    url: `https://www.${organization.slug}.example/products/${product.id}`,
    defaultVariantId: variant.id,
    variants: [variantOf({ organization, data })],
  };
}

function variantOf({ organization, data: { product, variant } }: Shelf): Variant {
  return {
    ...entity(organization, variant.id),
    productId: product.id,
    sku: variant.id.toUpperCase(),
    price: variant.price,
    inventoryQuantity: 0,
    inventoryPolicy: 'untracked',
  };
}

interface Entity<Id extends string> {
  readonly id: Id;
  readonly organizationId: WorldOrganization['id'];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly archived: boolean;
}

function entity<Id extends string>(organization: Shelf['organization'], id: Id): Entity<Id> {
  return {
    id,
    organizationId: organization.id,
    createdAt: '2025-01-07T09:00:00.000Z',
    createdBy: 'seed',
    archived: false,
  };
}
