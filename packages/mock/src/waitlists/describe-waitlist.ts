import type { WaitlistEntry } from '@fanfare/contract';
import type { Waitlist, WaitlistConsumer, WaitlistExport } from '@fanfare/contract/admin';
import type { RollEntry } from '../mechanisms/waitlist-roll.js';
import { entityOf } from '../state/entity.js';
import { isoTime } from '../state/iso-time.js';
import type { WaitlistExportRow } from './waitlist-exports.js';
import type { WaitlistRow } from './waitlists.js';

/** Describes a waitlist. */
export function waitlistOf(row: WaitlistRow): Waitlist {
  return { ...entityOf(row), sequenceId: row.sequenceId, capacity: row.capacity };
}

/** Describes an entry, as its consumer sees it. */
export function waitlistEntryOf(
  { id: waitlistId, sequenceId }: WaitlistRow,
  { id, consumerId, enteredAt }: RollEntry,
): WaitlistEntry {
  return { id, waitlistId, sequenceId, consumerId, enteredAt: isoTime(enteredAt) };
}

/** Describes an entry, as the merchant sees it. */
export function waitlistConsumerOf(
  { id: waitlistId, tenant }: WaitlistRow,
  entry: RollEntry,
): WaitlistConsumer {
  const { id, consumerId, status, enteredAt, notifiedAt, updatedAt } = entry;
  return {
    id,
    organizationId: tenant.organizationId,
    consumerId,
    waitlistId,
    status,
    enteredAt: isoTime(enteredAt),
    ...(notifiedAt !== null && { notifiedAt: isoTime(notifiedAt) }),
    updatedAt: isoTime(updatedAt),
  };
}

/** Describes an export. */
export function waitlistExportOf(row: WaitlistExportRow): WaitlistExport {
  const { waitlistId, status, progress, consumerCount, lastFileId } = row;
  return {
    ...entityOf(row),
    waitlistId,
    status,
    progress,
    consumerCount,
    ...(lastFileId !== null && { lastFileId }),
  };
}
