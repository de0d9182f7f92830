import { adminOperation } from '../../admin-operation.js';
import * as pages from '../../schemas/admin/experience-pages.js';
import { pageOf } from '../../schemas/paging.js';

const params = pages.experiencePageParamsSchema;
const response = pages.experiencePageSchema;

/** Pages that show an experience under a slug of their own. */
export const adminExperiencePageOperations = {
  list: adminOperation('admin.experiencePages.list', 'GET /experience-pages', {
    summary: 'Lists pages of experiences, the newest first.',
    query: pages.listExperiencePagesSchema,
    response: pageOf(response),
    stability: 'inferred',
    errors: [],
  }),
  create: adminOperation('admin.experiencePages.create', 'POST /experience-pages', {
    summary: 'Creates a page of an experience, under a slug that no other page has.',
    body: pages.createExperiencePageSchema,
    response,
    errors: ['conflict'],
  }),
  get: adminOperation('admin.experiencePages.get', 'GET /experience-pages/{experiencePageId}', {
    summary: 'Reads a page of an experience, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.experiencePages.update', 'PUT /experience-pages/{experiencePageId}', {
    summary: 'Changes a page of an experience; what is left out stays as it is.',
    params,
    body: pages.updateExperiencePageSchema,
    response,
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.experiencePages.archive', 'DELETE /experience-pages/{experiencePageId}', {
    summary: 'Archives a page of an experience; its slug is free again.',
    params,
    response,
    errors: [],
  }),
};
