import { archiveSequence } from '../../experiences/archive-sequence.js';
import { adminSequenceOf } from '../../experiences/describe-sequence.js';
import { findLiveExperience, findOpenSequence, findSequence } from '../../experiences/find-experience.js';
import { guardAudience } from '../../experiences/guard-audience.js';
import { waitingFor } from '../../experiences/waiting-for.js';
import type { HandlersOf } from '../../handler.js';
import { newSequence, type SequenceRow } from '../../state/experience-rows.js';
import { createExperienceTree } from '../../state/experience-tree.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import { withDefaults } from '../../state/with-defaults.js';

/** The operations of this resource. */
type AdminSequenceOperation =
  `admin.sequences.${'list' | 'create' | 'get' | 'update' | 'archive' | 'metrics'}`;

/** Sequences: the ways through an experience, as a merchant sets them up. */
export const adminSequenceHandlers: HandlersOf<AdminSequenceOperation> = {
  'admin.sequences.list': ({ context, principal: { tenant }, query }) => {
    const { experienceId, search } = query;
    const wanted = context
      .use(createExperienceTree)
      .sequences.all(tenant)
      .filter(
        (row) =>
          (experienceId ?? row.experienceId) === row.experienceId &&
          (search === undefined || row.name.toLowerCase().includes(search.toLowerCase())),
      );
    const { data, pageInfo } = pageOfRows(wanted, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map((row) => adminSequenceOf(context, row)), pageInfo };
  },

  'admin.sequences.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    findLiveExperience(context, { tenant, ...body });
    guardAudience(context, { tenant, ...body });
    const fields = withDefaults(newSequence, body);
    const row = context.use(createExperienceTree).sequences.insert(tenant, fields, { by });
    return adminSequenceOf(context, row);
  },

  'admin.sequences.get': ({ context, principal: { tenant }, params }) =>
    adminSequenceOf(context, findSequence(context, { tenant, ...params })),

  'admin.sequences.update': ({ context, principal: { tenant, keyId: by }, params, body: patch }) => {
    const row = findOpenSequence(context, { tenant, ...params });
    guardAudience(context, { tenant, ...patch });
    context.use(createExperienceTree).sequences.update(row, patch, by);
    return adminSequenceOf(context, row);
  },

  'admin.sequences.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const row = findSequence(context, { tenant, ...params });
    archiveSequence(context, row, { by });
    return adminSequenceOf(context, row);
  },

  'admin.sequences.metrics': ({ context, principal: { tenant }, params }) => {
    const row = findSequence(context, { tenant, ...params });
    return { subscriberCount: waitingFor(context, row).length };
  },
};

const sortKeys = {
  createdAt: (row: SequenceRow) => row.createdAt,
  name: (row: SequenceRow) => row.name,
  priority: (row: SequenceRow) => row.priority,
};
