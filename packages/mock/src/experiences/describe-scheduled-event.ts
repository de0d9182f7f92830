import type { ScheduledEvent } from '@fanfare/contract/admin';
import { entityOf } from '../state/entity.js';
import { isoTime } from '../state/iso-time.js';
import type { ScheduledEventRow } from '../state/scheduled-events.js';

/** Describes what the platform does by itself. */
export function scheduledEventOf(row: ScheduledEventRow): ScheduledEvent {
  const { topic, payload, scheduledAt, status, announcementId } = row;
  return { ...entityOf(row), topic, payload, scheduledAt: isoTime(scheduledAt), status, announcementId };
}
