import type { OwnExport } from '@fanfare/contract';
import type { AdminConsumerExport } from '@fanfare/contract/admin';
import { isoTime } from '../state/iso-time.js';
import { exportLifeMs, type ConsumerExportRow } from './consumer-exports.js';

/** Describes an export to the merchant who asked for it. */
export function describeExport(row: ConsumerExportRow): AdminConsumerExport {
  const { id, consumerId, format, status, createdAt, completedAt } = row;
  return {
    id,
    consumerId,
    format,
    status,
    requestedAt: isoTime(createdAt),
    completedAt: completedAt === null ? null : isoTime(completedAt),
    expiresAt: completedAt === null ? null : isoTime(completedAt + exportLifeMs),
  };
}

/** Shows a consumer their own export. */
export function describeOwnExport(row: ConsumerExportRow): OwnExport {
  const { format: _, ...described } = describeExport(row);
  return { ...described, ...(row.data !== null && { data: row.data }) };
}
