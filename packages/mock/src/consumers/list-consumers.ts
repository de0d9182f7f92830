import type { AdminConsumer, ListConsumers } from '@fanfare/contract/admin';
import type { PageInfo } from '@fanfare/contract';
import { findAudience } from '../audiences/find-audience.js';
import type { MockContext } from '../context.js';
import { createAudiences } from '../state/audiences.js';
import { createConsumers, type Consumer } from '../state/consumers.js';
import { sortableMoney } from '../state/money.js';
import { pageOfRows } from '../state/page.js';
import { createCursors } from '../state/cursors.js';
import { createPurchases, type Purchased } from '../state/purchases.js';
import type { Tenant } from '../tenant.js';
import { describeWith } from './describe-with.js';

/** Reads a page of a tenant's consumers. */
export function listConsumers(
  context: MockContext,
  { tenant, query }: { readonly tenant: Tenant; readonly query: ListConsumers },
): { data: AdminConsumer[]; pageInfo: PageInfo } {
  const purchases = context.use(createPurchases);
  const bought = ({ tenant: owner, id }: Consumer): Purchased => purchases.of(owner, id);
  const isWanted = filterOf(query);
  const wanted = candidates(context, { tenant, query }).filter(isWanted);
  const { data, pageInfo } = pageOfRows(wanted, {
    query,
    sortKeys: {
      createdAt: ({ createdAt }) => createdAt,
      email: ({ email }) => email ?? null,
      fullName: ({ fullName }) => fullName ?? null,
      lastOrderAt: (consumer) => bought(consumer).lastOrderAt,
      totalOrderValue: (consumer) => sortableMoney(bought(consumer).ltv),
      totalOrders: (consumer) => bought(consumer).totalOrders,
    },
    cursors: context.use(createCursors).of(tenant),
  });
  return {
    data: data.map((consumer) => describeWith(context, { consumer, include: query.include })),
    pageInfo,
  };
}

function candidates(
  context: MockContext,
  { tenant, query: { audienceId } }: { readonly tenant: Tenant; readonly query: ListConsumers },
): readonly Consumer[] {
  if (audienceId === undefined) return context.use(createConsumers).all(tenant);
  const audience = findAudience(context, { tenant, audienceId });
  return context
    .use(createAudiences)
    .members(audience)
    .map(({ consumer }) => consumer);
}

function filterOf({ createdAfter, createdBefore, search }: ListConsumers): (consumer: Consumer) => boolean {
  const after = createdAfter === undefined ? -Infinity : Date.parse(createdAfter);
  const before = createdBefore === undefined ? Infinity : Date.parse(createdBefore);
  const words = search?.toLowerCase() ?? '';
  return ({ createdAt, email, fullName, phone }) =>
    createdAt > after &&
    createdAt < before &&
    (words === '' || [email, fullName, phone].some((text) => text?.toLowerCase().includes(words)));
}
