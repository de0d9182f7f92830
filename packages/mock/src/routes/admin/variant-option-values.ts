import type { MockContext } from '../../context.js';
import type { HandlersOf } from '../../handler.js';
import { describeVariantOptionValue } from '../../products/describe-variant-option.js';
import { findOpenOption, findOpenValue, findOption, findValue } from '../../products/find-option.js';
import { putInOrder } from '../../products/put-in-order.js';
import { refuse } from '../../refusal.js';
import { renumber } from '../../state/positions.js';
import { createProducts } from '../../state/products.js';
import {
  createVariantOptions,
  type VariantOptionRow,
  type VariantOptionValueRow,
} from '../../state/variant-options.js';

/** The operations of this resource. */
type VariantOptionValueOperation =
  `admin.variantOptions.values.${'list' | 'create' | 'reorder' | 'update' | 'archive'}`;

/** The values of an option. */
export const variantOptionValueHandlers: HandlersOf<VariantOptionValueOperation> = {
  'admin.variantOptions.values.list': ({ context, principal: { tenant }, params }) => {
    const option = findOption(context, { tenant, ...params });
    return context.use(createVariantOptions).valuesOf(option).map(describeVariantOptionValue);
  },

  'admin.variantOptions.values.create': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const option = findOpenOption(context, { tenant, ...params });
    guardValue(context, { option, value: body.value });
    const row = context.use(createVariantOptions).valueOf(option, { value: body.value, by });
    return describeVariantOptionValue(row);
  },

  'admin.variantOptions.values.reorder': ({ context, principal: { tenant }, params, body }) => {
    const option = findOpenOption(context, { tenant, ...params });
    const { valuesOf } = context.use(createVariantOptions);
    putInOrder(valuesOf(option), body.valueIds);
    return valuesOf(option).map(describeVariantOptionValue);
  },

  'admin.variantOptions.values.update': ({ context, principal: { tenant, keyId: by }, params, body }) => {
    const option = findOpenOption(context, { tenant, ...params });
    const row = findOpenValue(context, { tenant, ...params });
    if (body.value !== undefined) guardValue(context, { option, value: body.value, row });
    context.use(createVariantOptions).values.update(row, body, by);
    return describeVariantOptionValue(row);
  },

  'admin.variantOptions.values.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const option = findOption(context, { tenant, ...params });
    const row = findValue(context, { tenant, ...params });
    const variants = context.use(createProducts).variants.all(tenant);
    if (
      variants.some(({ optionAssignments }) => optionAssignments.some(({ valueId }) => valueId === row.id))
    ) {
      refuse('conflict', 'A variant still stands for this value.');
    }
    const { values, valuesOf } = context.use(createVariantOptions);
    values.archive(row, by);
    renumber(valuesOf(option));
    return describeVariantOptionValue(row);
  },
};

interface ValueWish {
  readonly option: VariantOptionRow;
  readonly value: string;
  /** The row that shall have the value. */
  readonly row?: VariantOptionValueRow;
}

function guardValue(context: MockContext, { option, value, row }: ValueWish): void {
  const known = context.use(createVariantOptions).valueNamed(option, value);
  if (known !== undefined && known !== row) refuse('conflict', 'The option has this value already.');
}
