import type { ProductId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { pickByWeight } from '../mechanisms/pick-by-weight.js';
import { createExperienceTree } from '../state/experience-tree.js';
import type { SequenceAddress } from './find-experience.js';
import { offeredItems } from './offered-items.js';

/** Picks a product for somebody, by weight, where the sequence leaves that to the platform; otherwise nothing. `chance` is in [0, 1). */
export function assignProduct(
  context: MockContext,
  { chance, ...address }: SequenceAddress & { readonly chance: number },
): ProductId | undefined {
  const sequence = context.use(createExperienceTree).sequences.find(address.tenant, address.sequenceId);
  if (sequence?.productSelectionMode !== 'SYSTEM_ASSIGNED') return undefined;
  const items = offeredItems(context, address);
  const onePerProduct = [...new Map(items.map((item) => [item.productId, item])).values()];
  return pickByWeight(onePerProduct, chance)?.productId;
}
