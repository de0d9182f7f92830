import type { ExperiencePage } from '@fanfare/contract/admin';
import type { MockContext } from '../../context.js';
import { findLiveExperience } from '../../experiences/find-experience.js';
import type { HandlersOf } from '../../handler.js';
import { refuse } from '../../refusal.js';
import { entityOf } from '../../state/entity.js';
import {
  createExperiencePages,
  type ExperiencePageFields,
  type ExperiencePageRow,
} from '../../state/experience-pages.js';
import { pageOfRows } from '../../state/page.js';
import { createCursors } from '../../state/cursors.js';
import { withDefaults } from '../../state/with-defaults.js';
import type { Tenant } from '../../tenant.js';

/** The operations of this resource. */
type ExperiencePageOperation = `admin.experiencePages.${'list' | 'create' | 'get' | 'update' | 'archive'}`;

/** Pages that show an experience under a slug of their own. */
export const adminExperiencePageHandlers: HandlersOf<ExperiencePageOperation> = {
  'admin.experiencePages.list': ({ context, principal: { tenant }, query }) => {
    const { experienceId, search } = query;
    const wanted = context
      .use(createExperiencePages)
      .table.all(tenant)
      .filter(
        (row) =>
          (experienceId ?? row.experienceId) === row.experienceId &&
          (search === undefined || `${row.title} ${row.slug}`.toLowerCase().includes(search.toLowerCase())),
      );
    const { data, pageInfo } = pageOfRows(wanted, {
      query,
      sortKeys,
      cursors: context.use(createCursors).of(tenant),
    });
    return { data: data.map(pageOf), pageInfo };
  },

  'admin.experiencePages.create': ({ context, principal: { tenant, keyId: by }, body }) => {
    findLiveExperience(context, { tenant, ...body });
    guardSlug(context, { tenant, slug: body.slug });
    const fields = withDefaults(newPage, body);
    return pageOf(context.use(createExperiencePages).table.insert(tenant, fields, { by }));
  },

  'admin.experiencePages.get': ({ context, principal: { tenant }, params }) =>
    pageOf(rowOf(context, { tenant, ...params })),

  'admin.experiencePages.update': ({ context, principal: { tenant, keyId: by }, params, body: patch }) => {
    const row = rowOf(context, { tenant, ...params });
    if (row.archived) refuse('conflict', 'The page is archived and cannot be changed.');
    const { experienceId, slug } = patch;
    if (experienceId !== undefined) findLiveExperience(context, { tenant, experienceId });
    if (slug !== undefined && slug !== row.slug) guardSlug(context, { tenant, slug });
    context.use(createExperiencePages).table.update(row, patch, by);
    return pageOf(row);
  },

  'admin.experiencePages.archive': ({ context, principal: { tenant, keyId: by }, params }) => {
    const row = rowOf(context, { tenant, ...params });
    context.use(createExperiencePages).table.archive(row, by);
    return pageOf(row);
  },
};

const newPage: Pick<ExperiencePageFields, 'creativeTemplateKey' | 'metadata'> = {
  creativeTemplateKey: null,
  metadata: null,
};

const sortKeys = {
  createdAt: (row: ExperiencePageRow) => row.createdAt,
  slug: (row: ExperiencePageRow) => row.slug,
  title: (row: ExperiencePageRow) => row.title,
};

function pageOf(row: ExperiencePageRow): ExperiencePage {
  const { experienceId, slug, title, creativeDocument, creativeTemplateKey, metadata } = row;
  return {
    ...entityOf(row),
    ...{ experienceId, slug, title, creativeDocument, creativeTemplateKey, metadata },
  };
}

function guardSlug(
  context: MockContext,
  { tenant, slug }: { readonly tenant: Tenant; readonly slug: string },
): void {
  if (context.use(createExperiencePages).bySlug(tenant, slug) === undefined) return;
  refuse('conflict', 'Another page has this slug already.');
}

function rowOf(
  context: MockContext,
  { tenant, experiencePageId }: { readonly tenant: Tenant; readonly experiencePageId: string },
): ExperiencePageRow {
  const row = context.use(createExperiencePages).table.find(tenant, experiencePageId);
  return row ?? refuse('not_found', 'There is no such page.');
}
