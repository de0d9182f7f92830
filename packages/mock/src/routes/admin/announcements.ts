import type { MockContext } from '../../context.js';
import { announcementOf } from '../../experiences/describe-announcement.js';
import { findLiveExperience } from '../../experiences/find-experience.js';
import { guardAnnouncement } from '../../experiences/guard-announcement.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import {
  createAnnouncements,
  type AnnouncementFields,
  type AnnouncementRow,
} from '../../state/announcements.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import { withDefaults } from '../../state/with-defaults.js';
import type { Tenant } from '../../tenant.js';

/** The operations of this resource. */
type AnnouncementOperation = `admin.announcements.${'list' | 'create' | 'get' | 'update' | 'archive'}`;

/** Announcements: what a merchant says about an experience, to whom, and when. */
export const adminAnnouncementHandlers: HandlersOf<AnnouncementOperation> = {
  'admin.announcements.list': ({ context, principal: { tenant }, query }) => {
    const { experienceId, search } = query;
    const { table, timeOf } = context.use(createAnnouncements);
    const wanted = table
      .all(tenant)
      .filter(
        (row) =>
          (experienceId ?? row.experienceId) === row.experienceId &&
          (search === undefined || row.title.toLowerCase().includes(search.toLowerCase())),
      );
    const sortKeys = {
      createdAt: (row: AnnouncementRow) => row.createdAt,
      title: (row: AnnouncementRow) => row.title,
      scheduledAt: (row: AnnouncementRow) => timeOf(row),
    };
    const { data, pageInfo } = pageOfRows(wanted, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map((row) => announcementOf(context, row)), pageInfo };
  },

  'admin.announcements.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const { timeZone } = findLiveExperience(context, { tenant, ...body });
    const fields: AnnouncementFields = withDefaults({ ...newAnnouncement, timeZone }, body);
    guardAnnouncement(context, tenant, fields);
    return announcementOf(context, context.use(createAnnouncements).add(tenant, fields, by));
  },

  'admin.announcements.get': ({ context, principal: { tenant }, params }) =>
    announcementOf(context, rowOf(context, { tenant, ...params })),

  'admin.announcements.update': ({ context, principal: { tenant, keyId: by }, params, body: patch }) => {
    const row = rowOf(context, { tenant, ...params });
    const announcements = context.use(createAnnouncements);
    if (row.archived) refuse('conflict', 'The announcement is archived and cannot be changed.');
    if (announcements.hasBegun(row)) refuse('conflict', 'The announcement was made and cannot be changed.');
    guardAnnouncement(context, tenant, withDefaults({ ...row }, patch));
    announcements.update(row, patch, by);
    return announcementOf(context, row);
  },

  'admin.announcements.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const row = rowOf(context, { tenant, ...params });
    context.use(createAnnouncements).archive(row, by);
    return announcementOf(context, row);
  },
};

/** What an announcement has that nobody said anything about. */
const newAnnouncement: Omit<AnnouncementFields, 'experienceId' | 'type' | 'title' | 'content' | 'timeZone'> =
  {
    includeAudience: false,
    includeWaitlist: false,
    isDefault: false,
    timingStrategy: 'POINT_IN_TIME',
    sequenceId: null,
    distributionId: null,
    distributionType: null,
    scheduledAt: null,
    anchorEntity: null,
    anchorMoment: null,
    offsetSeconds: null,
    shortContent: null,
    imageUrl: null,
    link: null,
    templateData: null,
    creativeDesignId: null,
    creativeTemplateKey: null,
    creativeDocument: null,
    metadata: null,
  };

function rowOf(
  context: MockContext,
  { tenant, announcementId }: { readonly tenant: Tenant; readonly announcementId: string },
): AnnouncementRow {
  const row = context.use(createAnnouncements).table.find(tenant, announcementId);
  return row ?? refuse('not_found', 'There is no such announcement.');
}
