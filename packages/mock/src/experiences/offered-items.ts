import type { ProductId, VariantId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createExperienceTree } from '../state/experience-tree.js';
import { createProducts } from '../state/products.js';
import { createSequenceProducts } from '../state/sequence-products.js';
import type { SequenceAddress } from './find-experience.js';

/** Something that can be bought on a way through an experience. */
export interface OfferedItem {
  readonly productId: ProductId;
  readonly variantId: VariantId;
  /** How often its product is picked compared with the others. */
  readonly weight: number;
}

/** What can be bought in a sequence: what its experience offers, as far as the sequence carries it. */
export function offeredItems(
  context: MockContext,
  { tenant, sequenceId }: SequenceAddress,
): readonly OfferedItem[] {
  const tree = context.use(createExperienceTree);
  const { products, variantsOf } = context.use(createProducts);
  const experience = tree.experienceOf(tenant, sequenceId);
  const carried = context.use(createSequenceProducts).of({ tenant, id: sequenceId });
  if (experience === undefined) return [];
  return tree.productsOf(experience).flatMap((offer) => {
    const product = products.live(tenant, offer.productId);
    const entry = carried.find(({ productId }) => productId === offer.productId);
    if (product === undefined || (carried.length > 0 && entry === undefined)) return [];
    return variantsOf(product)
      .filter(({ id }) => (offer.productVariantId ?? id) === id)
      .map(({ id }) => ({ productId: product.id, variantId: id, weight: entry?.weight ?? 1 }));
  });
}
