import { adminOperation } from '../../admin-operation.js';
import { listDistributionsSchema } from '../../schemas/admin/queues.js';
import * as releases from '../../schemas/admin/timed-releases.js';
import { pageOf } from '../../schemas/paging.js';
import { timedReleaseParamsSchema, timedReleaseSchema } from '../../schemas/timed-releases.js';

const params = timedReleaseParamsSchema;
const response = timedReleaseSchema;

/** Timed releases, as a merchant sets them up. */
export const adminTimedReleaseOperations = {
  list: adminOperation('admin.timedReleases.list', 'GET /timed-releases', {
    summary: 'Lists timed releases, the newest first.',
    query: listDistributionsSchema,
    response: pageOf(response),
    stability: 'inferred',
    errors: [],
  }),
  create: adminOperation('admin.timedReleases.create', 'POST /timed-releases', {
    summary: 'Creates a timed release in a sequence.',
    body: releases.createTimedReleaseSchema,
    response,
    errors: ['conflict'],
  }),
  get: adminOperation('admin.timedReleases.get', 'GET /timed-releases/{timedReleaseId}', {
    summary: 'Reads a timed release, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.timedReleases.update', 'PUT /timed-releases/{timedReleaseId}', {
    summary: 'Changes a timed release; what is left out stays as it is.',
    params,
    body: releases.updateTimedReleaseSchema,
    response,
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.timedReleases.archive', 'DELETE /timed-releases/{timedReleaseId}', {
    summary: 'Archives a timed release: it ends for everybody who takes part in it.',
    params,
    response,
    errors: [],
  }),
};
