import type { Mechanism } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import { createTable, type Table } from '../state/table.js';
import type { MechanismFields } from './distribution-rows.js';

/** A table for every mechanism. */
export type DistributionTables = { readonly [M in Mechanism]: Table<MechanismFields[M]> };

/** Makes the tables that distributions are kept in; their ids begin with the name of the mechanism. */
export function createDistributionTables(context: MockContext): DistributionTables {
  return {
    queue: createTable(context, 'queue'),
    draw: createTable(context, 'draw'),
    auction: createTable(context, 'auction'),
    timed_release: createTable(context, 'release'),
    appointment: createTable(context, 'appt'),
  };
}
