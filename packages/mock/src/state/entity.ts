import type { OrganizationId, Timestamp } from '@fanfare/contract';
import { isoTime } from './iso-time.js';
import type { RowBase } from './table.js';

/** What every stored thing shows of itself. */
export interface Entity {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly createdAt: Timestamp;
  readonly createdBy: string;
  readonly archived: boolean;
  readonly updatedAt: Timestamp | null;
  readonly updatedBy: string | null;
}

/** Describes who made a row and when, as every entity on the wire does. */
export function entityOf(row: RowBase): Entity {
  return {
    id: row.id,
    organizationId: row.tenant.organizationId,
    createdAt: isoTime(row.createdAt),
    createdBy: row.createdBy,
    archived: row.archived,
    updatedAt: row.updatedAt === null ? null : isoTime(row.updatedAt),
    updatedBy: row.updatedBy,
  };
}
