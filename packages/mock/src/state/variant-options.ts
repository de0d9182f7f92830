import type { MockContext } from '../context.js';
import type { Tenant } from '../tenant.js';
import { inOrder } from './positions.js';
import { createTable, type RowOf, type Table } from './table.js';

/** What is kept of an option. */
export interface VariantOptionFields {
  readonly name: string;
  readonly position: number;
}

/** What is kept of a value of an option. */
export interface VariantOptionValueFields {
  readonly optionId: string;
  readonly value: string;
  readonly position: number;
}

/** A stored option. */
export type VariantOptionRow = RowOf<VariantOptionFields>;
/** A stored value of an option. */
export type VariantOptionValueRow = RowOf<VariantOptionValueFields>;

/** What variants may differ in, of all tenants. */
export interface VariantOptions {
  readonly options: Table<VariantOptionFields>;
  readonly values: Table<VariantOptionValueFields>;
  /** A tenant's options that are not archived, in order. */
  optionsOf(tenant: Tenant): VariantOptionRow[];
  /** The values of an option that are not archived, in order. */
  valuesOf(option: VariantOptionRow): VariantOptionValueRow[];
}

/** Makes an empty set of options. */
export function createVariantOptions(context: MockContext): VariantOptions {
  const options = createTable<VariantOptionFields>(context, 'opt');
  const values = createTable<VariantOptionValueFields>(context, 'optval');
  return {
    options,
    values,
    optionsOf: (tenant) => inOrder(options.all(tenant)),
    valuesOf: ({ tenant, id }) => inOrder(values.all(tenant).filter(({ optionId }) => optionId === id)),
  };
}
