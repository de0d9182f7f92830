import type { MockContext } from '../context.js';
import { refuse } from '../refusal.js';
import {
  createVariantOptions,
  type VariantOptionRow,
  type VariantOptionValueRow,
} from '../state/variant-options.js';
import type { Tenant } from '../tenant.js';

/** Where an option is looked for. */
export interface OptionAddress {
  readonly tenant: Tenant;
  readonly variantOptionId: string;
}

/**
 * Finds an option, also an archived one.
 *
 * @throws {MockRefusal} `not_found`.
 */
export function findOption(
  context: MockContext,
  { tenant, variantOptionId }: OptionAddress,
): VariantOptionRow {
  const option = context.use(createVariantOptions).options.find(tenant, variantOptionId);
  return option ?? refuse('not_found', 'There is no such option.');
}

/**
 * Finds an option that may be changed.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where it is archived.
 */
export function findOpenOption(context: MockContext, address: OptionAddress): VariantOptionRow {
  const option = findOption(context, address);
  return option.archived ? refuse('conflict', 'The option is archived and cannot be changed.') : option;
}

/** Where a value of an option is looked for. */
export interface ValueAddress extends OptionAddress {
  readonly valueId: string;
}

/**
 * Finds a value of an option, also an archived one.
 *
 * @throws {MockRefusal} `not_found`.
 */
export function findValue(
  context: MockContext,
  { valueId, ...address }: ValueAddress,
): VariantOptionValueRow {
  const option = findOption(context, address);
  const value = context.use(createVariantOptions).values.find(option.tenant, valueId);
  return value?.optionId === option.id
    ? value
    : refuse('not_found', 'There is no such value of this option.');
}

/**
 * Finds a value that may be changed.
 *
 * @throws {MockRefusal} `not_found`, or `conflict` where it or its option is archived.
 */
export function findOpenValue(context: MockContext, address: ValueAddress): VariantOptionValueRow {
  findOpenOption(context, address);
  const value = findValue(context, address);
  return value.archived ? refuse('conflict', 'The value is archived and cannot be changed.') : value;
}
