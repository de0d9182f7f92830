import type { HandlersOf } from '../../handler.js';
import { describeOwnProduct } from '../../products/describe-product.js';
import { findOpenProduct, findProduct } from '../../products/find-product.js';
import { mentions } from '../../products/mentions.js';
import { planProduct } from '../../products/plan-product.js';
import { productMetrics } from '../../products/product-metrics.js';
import { upsertProduct } from '../../products/upsert-product.js';
import { writeProduct } from '../../products/write-product.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import type { ProductRow } from '../../state/product-rows.js';
import { createProducts } from '../../state/products.js';
import type { MockContext } from '../../context.js';
import type { Tenant } from '../../tenant.js';

/** The operations of this resource. */
type AdminProductOperation =
  `admin.products.${'list' | 'upsert' | 'search' | 'metrics' | 'get' | 'update' | 'archive'}`;

/** Products, with their variants, options and pictures. */
export const adminProductHandlers: HandlersOf<AdminProductOperation> = {
  'admin.products.list': ({ context, principal: { tenant }, query }) => {
    const rows = matching(context, { tenant, search: query.search });
    const { data, pageInfo } = pageOfRows(rows, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map((product) => describeOwnProduct(context, product)), pageInfo };
  },

  'admin.products.upsert': ({ context, principal: { tenant, keyId: by }, body }) =>
    describeOwnProduct(context, upsertProduct(context, { tenant, body, by })),

  'admin.products.search': ({ context, principal: { tenant }, query: { search, limit = 20 } }) =>
    matching(context, { tenant, search })
      .slice(0, limit)
      .map((product) => describeOwnProduct(context, product)),

  'admin.products.metrics': ({ context, principal: { tenant } }) => productMetrics(context, tenant),

  'admin.products.get': ({ context, principal: { tenant }, params }) =>
    describeOwnProduct(context, findProduct(context, { tenant, ...params })),

  'admin.products.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const product = findOpenProduct(context, { tenant, ...params });
    const variants = planProduct(context, { tenant, product, body });
    writeProduct(context, { product, body, variants, by });
    return describeOwnProduct(context, product);
  },

  'admin.products.archive': ({ context, principal: { tenant, keyId }, params }) => {
    const product = findProduct(context, { tenant, ...params });
    context.use(createProducts).products.archive(product, keyId);
    return describeOwnProduct(context, product);
  },
};

const sortKeys = {
  createdAt: ({ createdAt }: ProductRow) => createdAt,
  name: ({ name }: ProductRow) => name,
};

function matching(
  context: MockContext,
  { tenant, search }: { readonly tenant: Tenant; readonly search: string | undefined },
): readonly ProductRow[] {
  const { products, variantsOf } = context.use(createProducts);
  const rows = products.all(tenant);
  if (search === undefined) return rows;
  return rows.filter((product) => mentions({ product, variants: variantsOf(product) }, search));
}
