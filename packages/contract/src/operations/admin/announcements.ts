import { adminOperation } from '../../admin-operation.js';
import * as announcements from '../../schemas/admin/announcements.js';
import { pageOf } from '../../schemas/paging.js';

const params = announcements.announcementParamsSchema;
const response = announcements.announcementSchema;

/** Announcements: what a merchant says about an experience, to whom, and when. */
export const adminAnnouncementOperations = {
  list: adminOperation('admin.announcements.list', 'GET /announcements', {
    summary: 'Lists announcements, the newest first.',
    query: announcements.listAnnouncementsSchema,
    response: pageOf(response),
    stability: 'inferred',
    errors: [],
  }),
  create: adminOperation('admin.announcements.create', 'POST /announcements', {
    summary: 'Creates an announcement and schedules it.',
    description:
      'A relative one follows the moment that it is anchored to. One without a time and without an anchor is a draft.',
    body: announcements.createAnnouncementSchema,
    response,
    errors: ['conflict'],
  }),
  get: adminOperation('admin.announcements.get', 'GET /announcements/{announcementId}', {
    summary: 'Reads an announcement, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.announcements.update', 'PUT /announcements/{announcementId}', {
    summary: 'Changes an announcement that was not sent yet; what is left out stays as it is.',
    params,
    body: announcements.updateAnnouncementSchema,
    response,
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.announcements.archive', 'DELETE /announcements/{announcementId}', {
    summary: 'Archives an announcement; it is not sent any more.',
    params,
    response,
    errors: [],
  }),
};
