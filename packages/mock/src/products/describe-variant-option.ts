import type { VariantOption, VariantOptionValue } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { entityOf } from '../state/entity.js';
import {
  createVariantOptions,
  type VariantOptionRow,
  type VariantOptionValueRow,
} from '../state/variant-options.js';

/** Describes an option with its values. */
export function describeVariantOption(context: MockContext, option: VariantOptionRow): VariantOption {
  const { name, position } = option;
  const values = context.use(createVariantOptions).valuesOf(option).map(describeVariantOptionValue);
  return { ...entityOf(option), name, position, values };
}

/** Describes a value of an option. */
export function describeVariantOptionValue(row: VariantOptionValueRow): VariantOptionValue {
  const { optionId, value, position } = row;
  return { ...entityOf(row), optionId, value, position };
}
