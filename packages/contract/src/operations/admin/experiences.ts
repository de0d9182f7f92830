import { adminOperation } from '../../admin-operation.js';
import * as experiences from '../../schemas/admin/experiences.js';
import { experienceParamsSchema } from '../../schemas/experiences.js';
import { pageOf } from '../../schemas/paging.js';

const params = experienceParamsSchema;
const response = experiences.adminExperienceSchema;

/** Experiences, as a merchant sets them up. */
export const adminExperienceOperations = {
  list: adminOperation('admin.experiences.list', 'GET /experiences', {
    summary: 'Lists experiences, the newest first.',
    query: experiences.listExperiencesSchema,
    response: pageOf(response),
    errors: [],
  }),
  create: adminOperation('admin.experiences.create', 'POST /experiences', {
    summary: 'Creates an experience with its products, its first sequence and everything that it hands out.',
    description: 'Either all of it is created or nothing. It opens and closes with its distributions.',
    body: experiences.createExperienceSchema,
    response,
    errors: ['conflict'],
  }),
  get: adminOperation('admin.experiences.get', 'GET /experiences/{experienceId}', {
    summary: 'Reads an experience with its sequences, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.experiences.update', 'PUT /experiences/{experienceId}', {
    summary: 'Changes the name, the time zone, the theme or the texts of an experience.',
    params,
    body: experiences.updateExperienceSchema,
    response,
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.experiences.archive', 'DELETE /experiences/{experienceId}', {
    summary: 'Archives an experience with its sequences; its distributions end.',
    params,
    response,
    errors: [],
  }),
  metrics: adminOperation('admin.experiences.metrics', 'GET /experiences/{experienceId}/metrics', {
    summary: 'Counts who waits for each sequence of an experience, and whom it is meant for.',
    params,
    response: experiences.experienceMetricsSchema,
    errors: [],
  }),
};
