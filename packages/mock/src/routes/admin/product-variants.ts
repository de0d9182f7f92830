import type { Variant } from '@fanfare/contract';
import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { describeVariant } from '../../products/describe-variant.js';
import { findOpenProduct, findOpenVariant, findProduct, findVariant } from '../../products/find-product.js';
import { guardVariants } from '../../products/guard-variants.js';
import { planChange, planNew, type PlannedVariant } from '../../products/plan-variants.js';
import { writeVariants } from '../../products/write-variants.js';
import type { ProductRow, VariantFields, VariantRow } from '../../state/product-rows.js';
import { createProducts } from '../../state/products.js';
import type { Patch } from '../../state/table.js';

/** The operations of this resource. */
type ProductVariantOperation =
  `admin.products.variants.${'list' | 'create' | 'available' | 'get' | 'update' | 'archive' | 'updateInventory' | 'assignOptions'}`;

/** The forms in which a product is sold. */
export const productVariantHandlers: HandlersOf<ProductVariantOperation> = {
  'admin.products.variants.list': ({ context, principal: { tenant }, params }) => {
    const product = findProduct(context, { tenant, ...params });
    const { variantsOf } = context.use(createProducts);
    return variantsOf(product).map((variant) => describeVariant(context, variant));
  },

  'admin.products.variants.create': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const product = findOpenProduct(context, { tenant, ...params });
    return write(context, { product, planned: planNew(body), by });
  },

  'admin.products.variants.available': ({ context, principal: { tenant }, params }) => {
    const product = findProduct(context, { tenant, ...params });
    const { variantsOf, availableOf } = context.use(createProducts);
    return variantsOf(product)
      .filter(({ id }) => availableOf(tenant, id) > 0)
      .map((variant) => describeVariant(context, variant));
  },

  'admin.products.variants.get': ({ context, principal: { tenant }, params }) =>
    describeVariant(context, findVariant(context, { tenant, ...params })),

  'admin.products.variants.update': ({ context, principal: { tenant, keyId: by }, params, body }) =>
    change(context, { variant: findOpenVariant(context, { tenant, ...params }), patch: body, by }),

  'admin.products.variants.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const variant = findVariant(context, { tenant, ...params });
    const { products, variants } = context.use(createProducts);
    variants.archive(variant, by);
    const product = products.find(tenant, variant.productId);
    if (product?.defaultVariantId === variant.id) products.update(product, { defaultVariantId: null }, by);
    return describeVariant(context, variant);
  },

  'admin.products.variants.updateInventory': ({ context, principal, params, body }) => {
    const variant = findOpenVariant(context, { tenant: principal.tenant, ...params });
    const inventoryQuantity = body.inventoryQuantity ?? variant.inventoryQuantity + (body.adjustBy ?? 0);
    return change(context, { variant, patch: { inventoryQuantity }, by: principal.keyId });
  },

  'admin.products.variants.assignOptions': ({ context, principal, params, body: patch }) => {
    const variant = findOpenVariant(context, { tenant: principal.tenant, ...params });
    return change(context, { variant, patch, by: principal.keyId });
  },
};

interface VariantChange {
  readonly variant: VariantRow;
  readonly patch: Patch<VariantFields>;
  readonly by: string;
}

function change(context: MockContext, { variant, patch, by }: VariantChange): Variant {
  const product = findOpenProduct(context, variant);
  return write(context, { product, planned: planChange(variant, patch), by });
}

interface VariantWrite {
  readonly product: ProductRow;
  readonly planned: PlannedVariant;
  readonly by: string;
}

function write(context: MockContext, { product, planned, by }: VariantWrite): Variant {
  const { tenant, variantOptionIds: optionIds } = product;
  const others = context
    .use(createProducts)
    .variantsOf(product)
    .filter((row) => row !== planned.row)
    .map((row) => planChange(row, {}));
  guardVariants(context, { tenant, optionIds, variants: [...others, planned] });
  const [variant] = writeVariants(context, { product, variants: [planned], by });
  if (variant === undefined) throw new Error('A variant was written and is not there.');
  return describeVariant(context, variant);
}
