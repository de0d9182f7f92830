import type { VariantOption } from '@fanfare/contract/admin';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { describeVariantOption } from '../../products/describe-variant-option.js';
import { findOption } from '../../products/find-option.js';
import { findOpenProduct, findProduct } from '../../products/find-product.js';
import { planProduct } from '../../products/plan-product.js';
import type { ProductRow } from '../../state/product-rows.js';
import { createProducts } from '../../state/products.js';
import { createVariantOptions } from '../../state/variant-options.js';

/** The operations of this resource. */
type ProductVariantOptionOperation = `admin.products.variantOptions.${'list' | 'replace' | 'remove'}`;

/** The options that the variants of a product differ in. */
export const productVariantOptionHandlers: HandlersOf<ProductVariantOptionOperation> = {
  'admin.products.variantOptions.list': ({ context, principal: { tenant }, params }) =>
    optionsOf(context, findProduct(context, { tenant, ...params })),

  'admin.products.variantOptions.replace': ({ context, principal, params, body }) => {
    const product = findOpenProduct(context, { tenant: principal.tenant, ...params });
    return replace(context, { product, by: principal.keyId, ...body });
  },

  'admin.products.variantOptions.remove': ({ context, principal, params }) => {
    const product = findOpenProduct(context, { tenant: principal.tenant, ...params });
    findOption(context, { tenant: principal.tenant, ...params });
    // One that the product does not have is off it already: a repeat of a call whose answer was lost.
    const left = product.variantOptionIds.filter((id) => id !== params.variantOptionId);
    return replace(context, { product, by: principal.keyId, variantOptionIds: left });
  },
};

interface Replacement {
  readonly product: ProductRow;
  readonly variantOptionIds: readonly string[];
  readonly by: string;
}

function replace(context: MockContext, { product, variantOptionIds, by }: Replacement): VariantOption[] {
  const patch = { variantOptionIds: [...variantOptionIds] };
  planProduct(context, { tenant: product.tenant, product, body: patch });
  context.use(createProducts).products.update(product, patch, by);
  return optionsOf(context, product);
}

function optionsOf(context: MockContext, { tenant, variantOptionIds }: ProductRow): VariantOption[] {
  const { options } = context.use(createVariantOptions);
  return variantOptionIds.flatMap((id) => {
    const option = options.find(tenant, id);
    return option === undefined ? [] : [describeVariantOption(context, option)];
  });
}
