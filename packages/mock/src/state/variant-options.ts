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

/** What variants may differ in, of all tenants. Names and values are the same in any case of letters. */
export interface VariantOptions {
  readonly options: Table<VariantOptionFields>;
  readonly values: Table<VariantOptionValueFields>;
  /** A tenant's options that are not archived, in order. */
  optionsOf(tenant: Tenant): VariantOptionRow[];
  /** The values of an option that are not archived, in order. */
  valuesOf(option: VariantOptionRow): VariantOptionValueRow[];
  optionNamed(tenant: Tenant, name: string): VariantOptionRow | undefined;
  valueNamed(option: VariantOptionRow, value: string): VariantOptionValueRow | undefined;
  /** Adds an option behind the others. */
  addOption(tenant: Tenant, option: { readonly name: string; readonly by: string }): VariantOptionRow;
  /** Finds a value of an option, and adds it behind the others where there is none. */
  valueOf(
    option: VariantOptionRow,
    wish: { readonly value: string; readonly by: string },
  ): VariantOptionValueRow;
}

/** Makes an empty set of options. */
export function createVariantOptions(context: MockContext): VariantOptions {
  const options = createTable<VariantOptionFields>(context, 'opt');
  const values = createTable<VariantOptionValueFields>(context, 'optval');

  const optionsOf = (tenant: Tenant): VariantOptionRow[] => inOrder(options.all(tenant));
  const valuesOf = ({ tenant, id }: VariantOptionRow): VariantOptionValueRow[] =>
    inOrder(values.all(tenant).filter(({ optionId }) => optionId === id));
  const valueNamed = (option: VariantOptionRow, value: string): VariantOptionValueRow | undefined =>
    valuesOf(option).find((row) => isSame(row.value, value));

  return {
    options,
    values,
    optionsOf,
    valuesOf,
    optionNamed: (tenant, name) => optionsOf(tenant).find((row) => isSame(row.name, name)),
    valueNamed,
    addOption: (tenant, { name, by }) =>
      options.insert(tenant, { name, position: optionsOf(tenant).length }, { by }),
    valueOf(option, { value, by }) {
      const known = valueNamed(option, value);
      if (known !== undefined) return known;
      const fields = { optionId: option.id, value, position: valuesOf(option).length };
      return values.insert(option.tenant, fields, { by });
    },
  };
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
