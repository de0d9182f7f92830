import type { Announcement } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import {
  createAnnouncements,
  type AnnouncementFields,
  type AnnouncementRow,
} from '../state/announcements.js';
import { entityOf } from '../state/entity.js';
import { isoTime } from '../state/iso-time.js';

/** Describes an announcement; of a relative one, also when it will be made as things stand. */
export function announcementOf(context: MockContext, row: AnnouncementRow): Announcement {
  const time = context.use(createAnnouncements).timeOf(row);
  return { ...fieldsOf(row), ...entityOf(row), scheduledAt: time === null ? null : isoTime(time) };
}

function fieldsOf({
  id: _id,
  tenant: _tenant,
  serial: _serial,
  createdAt: _createdAt,
  createdBy: _createdBy,
  archived: _archived,
  updatedAt: _updatedAt,
  updatedBy: _updatedBy,
  ...fields
}: AnnouncementRow): AnnouncementFields {
  return fields;
}
