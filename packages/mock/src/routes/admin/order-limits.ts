import type { MockContext } from '../../context.js';
import { orderLimitOf } from '../../experiences/describe-order-limit.js';
import { findOpenSequence, findSequence, type SequenceAddress } from '../../experiences/find-experience.js';
import { guardProducts } from '../../experiences/guard-products.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { createOrderLimits, type OrderLimitFields, type OrderLimitRow } from '../../state/order-limits.js';
import { withDefaults } from '../../state/with-defaults.js';

/** The operations of this resource. */
type OrderLimitOperation = `admin.sequences.orderLimits.${'list' | 'create' | 'get' | 'update' | 'remove'}`;

/** How many pieces one consumer may order in a sequence. */
export const adminOrderLimitHandlers: HandlersOf<OrderLimitOperation> = {
  'admin.sequences.orderLimits.list': ({ context, principal: { tenant }, params }) => {
    const { id } = findSequence(context, { tenant, ...params });
    return context.use(createOrderLimits).of(tenant, id).map(orderLimitOf);
  },

  'admin.sequences.orderLimits.create': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const sequence = findOpenSequence(context, { tenant, ...params });
    if (body.sequenceId !== sequence.id) {
      refuse('validation_error', 'The body names another sequence than the address.');
    }
    guardProducts(context, tenant, [body]);
    const fields = settled(withDefaults(noWindow, body));
    return orderLimitOf(context.use(createOrderLimits).table.insert(tenant, fields, { by }));
  },

  'admin.sequences.orderLimits.get': ({ context, principal: { tenant }, params }) =>
    orderLimitOf(limitOf(context, { tenant, ...params })),

  'admin.sequences.orderLimits.update': ({ context, principal, params, body }) => {
    const { tenant, keyId: by } = principal;
    const row = limitOf(context, { tenant, ...params });
    findOpenSequence(context, { tenant, ...params });
    if (row.archived) refuse('conflict', 'The order limit was lifted and cannot be changed.');
    const next = settled(withDefaults(fieldsOf(row), body));
    guardProducts(context, tenant, [next]);
    context.use(createOrderLimits).table.update(row, next, by);
    return orderLimitOf(row);
  },

  'admin.sequences.orderLimits.remove': ({ context, principal: { tenant, keyId: by }, params }) => {
    const row = limitOf(context, { tenant, ...params });
    context.use(createOrderLimits).table.archive(row, by);
    return orderLimitOf(row);
  },
};

/** What an order limit has that nobody said anything about: it counts all variants, and all orders there ever were. */
const noWindow: Pick<OrderLimitFields, 'productVariantId' | 'timeWindowSeconds' | 'timeWindowType'> = {
  productVariantId: null,
  timeWindowSeconds: null,
  timeWindowType: null,
};

function fieldsOf(row: OrderLimitRow): OrderLimitFields {
  const { sequenceId, productId, productVariantId, maxQuantity, timeWindowSeconds, timeWindowType } = row;
  return { sequenceId, productId, productVariantId, maxQuantity, timeWindowSeconds, timeWindowType };
}

/** @throws {MockRefusal} `validation_error` for a kind of window without a length. */
function settled(fields: OrderLimitFields): OrderLimitFields {
  const { timeWindowSeconds, timeWindowType } = fields;
  if (timeWindowSeconds !== null) return { ...fields, timeWindowType: timeWindowType ?? 'rolling' };
  if (timeWindowType === null) return fields;
  return refuse('validation_error', 'A kind of window needs timeWindowSeconds, too.');
}

function limitOf(
  context: MockContext,
  { orderLimitId, ...address }: SequenceAddress & { readonly orderLimitId: string },
): OrderLimitRow {
  const sequence = findSequence(context, address);
  const row = context.use(createOrderLimits).table.find(address.tenant, orderLimitId);
  if (row?.sequenceId === sequence.id) return row;
  return refuse('not_found', 'There is no such order limit in this sequence.');
}
