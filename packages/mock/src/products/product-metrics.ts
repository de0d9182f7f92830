import type { ProductMetrics } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { createOrders } from '../state/orders.js';
import { createProducts } from '../state/products.js';
import type { Tenant } from '../tenant.js';

/** Counts what a tenant sells, and how much of it was ordered. */
export function productMetrics(context: MockContext, tenant: Tenant): ProductMetrics {
  const { products, variantsOf, availableOf } = context.use(createProducts);
  const rows = products.all(tenant);
  const variants = rows.flatMap(variantsOf);
  return {
    productCount: rows.length,
    variantCount: variants.length,
    outOfStockCount: variants.filter(({ id }) => availableOf(tenant, id) <= 0).length,
    orderCount: context.use(createOrders).count(tenant),
  };
}
