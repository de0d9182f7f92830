import type { MockContext } from '../context.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createOwners } from './owners.js';

/** What every stored thing has. Times are milliseconds since the epoch. */
export interface RowBase {
  readonly id: string;
  readonly tenant: Tenant;
  /** Counts the rows of a table in the order in which they came; settles which of two comes first. */
  readonly serial: number;
  readonly createdAt: number;
  /** Names who did it: a key without holding a part of it, or `seed`. */
  readonly createdBy: string;
  archived: boolean;
  updatedAt: number | null;
  updatedBy: string | null;
}

/** A stored thing with fields of its own, which may change. */
export type RowOf<Fields> = RowBase & { -readonly [Name in keyof Fields]: Fields[Name] };

/** What changes about something; what is `undefined` stays. */
export type Patch<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | undefined };

/** Who adds a row, and perhaps under which id. */
export interface Insertion {
  readonly by: string;
  /** @default a new one */
  readonly id?: string;
}

/** The things of one kind, of all tenants. */
export interface Table<Fields extends object> {
  insert(tenant: Tenant, fields: Fields, insertion: Insertion): RowOf<Fields>;
  /** Finds a tenant's row, archived or not; nobody else's. */
  find(tenant: Tenant, id: string): RowOf<Fields> | undefined;
  /** Finds a tenant's row that is not archived. */
  live(tenant: Tenant, id: string): RowOf<Fields> | undefined;
  /** A tenant's rows that are not archived, the oldest first. */
  all(tenant: Tenant): readonly RowOf<Fields>[];
  /** Changes a row; returns the names of the fields that are different now. What is `undefined` stays. */
  update(row: RowOf<Fields>, patch: Patch<Fields>, by: string): readonly string[];
  archive(row: RowBase, by: string): void;
  /** Forgets a row for good. */
  remove(row: RowBase): void;
  /** Forgets every row of a tenant that was archived before a time; returns them. */
  sweep(tenant: Tenant, before: number): readonly RowOf<Fields>[];
  /** Takes in a row of the seeded world: the same object, so that what a test changes in the world counts here. */
  adopt(row: RowOf<Fields>): void;
}

/** Makes an empty table; its ids begin with `prefix`. */
export function createTable<Fields extends object>(context: MockContext, prefix: string): Table<Fields> {
  const byTenant = new Map<string, Map<string, RowOf<Fields>>>();
  let serial = 0;
  const of = (tenant: Tenant): Map<string, RowOf<Fields>> => {
    const known = byTenant.get(tenantKey(tenant)) ?? new Map<string, RowOf<Fields>>();
    byTenant.set(tenantKey(tenant), known);
    return known;
  };
  const stamp = (row: RowBase, by: string): void => {
    row.updatedAt = context.clock.now();
    row.updatedBy = by;
  };

  return {
    insert(tenant, fields, { by, id = context.newId(prefix) }) {
      const now = context.clock.now();
      const base: RowBase = {
        id,
        tenant,
        serial: (serial += 1),
        createdAt: now,
        createdBy: by,
        archived: false,
        updatedAt: null,
        updatedBy: null,
      };
      const row = { ...fields, ...base } as RowOf<Fields>; // the two parts that it is made of
      of(tenant).set(id, row);
      context.use(createOwners).note(id, tenant);
      return row;
    },
    find: (tenant, id) => of(tenant).get(id),
    live(tenant, id) {
      const row = of(tenant).get(id);
      return row?.archived === false ? row : undefined;
    },
    all: (tenant) => [...of(tenant).values()].filter(({ archived }) => !archived),
    update(row, patch, by) {
      const current: Readonly<Record<string, unknown>> = row;
      const changed = Object.entries(patch).filter(
        ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(current[name]),
      );
      if (changed.length === 0) return [];
      Object.assign(row, Object.fromEntries(changed));
      stamp(row, by);
      return changed.map(([name]) => name);
    },
    archive(row, by) {
      if (row.archived) return;
      row.archived = true;
      stamp(row, by);
    },
    remove: (row) => void of(row.tenant).delete(row.id),
    sweep(tenant, before) {
      const rows = [...of(tenant).values()];
      const old = rows.filter(({ archived, updatedAt }) => archived && (updatedAt ?? Infinity) < before);
      for (const { id } of old) of(tenant).delete(id);
      return old;
    },
    adopt(row) {
      serial = Math.max(serial, row.serial);
      of(row.tenant).set(row.id, row);
    },
  };
}
