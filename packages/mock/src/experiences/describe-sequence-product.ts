import type { SequenceProduct } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { describeProduct } from '../products/describe-product.js';
import { entityOf } from '../state/entity.js';
import { createProducts } from '../state/products.js';
import type { SequenceProductRow } from '../state/sequence-products.js';

/** Describes a product that a sequence carries. */
export function sequenceProductOf(context: MockContext, row: SequenceProductRow): SequenceProduct {
  const { sequenceId, productId, weight } = row;
  const product = context.use(createProducts).products.live(row.tenant, productId);
  return {
    ...entityOf(row),
    ...{ sequenceId, productId, weight },
    product: product === undefined ? null : describeProduct(context, product),
  };
}
