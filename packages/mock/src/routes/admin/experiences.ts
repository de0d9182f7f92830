import { archiveExperience } from '../../experiences/archive-sequence.js';
import { createExperience } from '../../experiences/create-experience.js';
import { adminExperienceOf } from '../../experiences/describe-experience.js';
import { findExperience } from '../../experiences/find-experience.js';
import { guardTimeZone } from '../../experiences/guard-time-zone.js';
import { sequenceFigures } from '../../experiences/sequence-figures.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { spanOf } from '../../experiences/span-of.js';
import type { ExperienceRow } from '../../state/experience-rows.js';
import { createExperienceTree } from '../../state/experience-tree.js';
import { createExperiences } from '../../state/experiences.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import { worldOrganization } from '../../state/world.js';

/** The operations of this resource. */
type AdminExperienceOperation =
  `admin.experiences.${'list' | 'create' | 'get' | 'update' | 'archive' | 'metrics'}`;

/** Experiences, as a merchant sets them up. */
export const adminExperienceHandlers: HandlersOf<AdminExperienceOperation> = {
  'admin.experiences.list': ({ context, principal: { tenant }, query }) => {
    const { search } = query;
    const { roomsOf } = context.use(createExperiences);
    const wanted = context
      .use(createExperienceTree)
      .experiences.all(tenant)
      .filter(({ name }) => search === undefined || name.toLowerCase().includes(search.toLowerCase()));
    const sortKeys = {
      createdAt: (row: ExperienceRow) => row.createdAt,
      name: (row: ExperienceRow) => row.name,
      openAt: (row: ExperienceRow) => spanOf(roomsOf(row)).openAt ?? null,
    };
    const { data, pageInfo } = pageOfRows(wanted, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map((row) => adminExperienceOf(context, row)), pageInfo };
  },

  'admin.experiences.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    const timeZone = worldOrganization(context.world, tenant)?.timeZone ?? 'UTC';
    return adminExperienceOf(context, createExperience(context, { tenant, body, by, timeZone }));
  },

  'admin.experiences.get': ({ context, principal: { tenant }, params }) =>
    adminExperienceOf(context, findExperience(context, { tenant, ...params })),

  'admin.experiences.update': ({ context, principal: { tenant, keyId: by }, params, body: patch }) => {
    const row = findExperience(context, { tenant, ...params });
    if (row.archived) refuse('conflict', 'The experience is archived and cannot be changed.');
    guardTimeZone(patch.timeZone);
    context.use(createExperienceTree).experiences.update(row, patch, by);
    return adminExperienceOf(context, row);
  },

  'admin.experiences.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const row = findExperience(context, { tenant, ...params });
    archiveExperience(context, row, { by });
    return adminExperienceOf(context, row);
  },

  'admin.experiences.metrics': ({ context, principal: { tenant }, params }) => {
    const row = findExperience(context, { tenant, ...params });
    const sequences = context.use(createExperienceTree).sequencesOf(row);
    return {
      sequences: Object.fromEntries(sequences.map((each) => [each.id, sequenceFigures(context, each)])),
    };
  },
};
