import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import * as waitlists from '../../schemas/admin/waitlists.js';
import { pageOf } from '../../schemas/paging.js';
import { waitlistParamsSchema } from '../../schemas/waitlists.js';

const params = waitlistParamsSchema;
const response = waitlists.waitlistSchema;

const exports = {
  list: adminOperation('admin.waitlists.exports.list', 'GET /waitlists/{waitlistId}/export', {
    summary: 'Lists the exports of a waitlist, the newest first.',
    params,
    response: z.array(waitlists.waitlistExportSchema),
    errors: [],
    stability: 'inferred',
  }),
  create: adminOperation('admin.waitlists.exports.create', 'POST /waitlists/{waitlistId}/export', {
    summary: 'Starts to export a waitlist; the file is there when the status is `COMPLETED`.',
    params,
    response: waitlists.waitlistExportSchema,
    errors: [],
  }),
  download: adminOperation(
    'admin.waitlists.exports.download',
    'GET /waitlists/{waitlistId}/export/{fileId}',
    {
      summary: 'Reads an exported file: CSV in which no cell is a formula.',
      description: '`fileId` is the `lastFileId` of an export.',
      params: waitlists.waitlistExportParamsSchema,
      response: waitlists.waitlistExportFileSchema,
      errors: [],
    },
  ),
};

/** Waitlists, as a merchant sets them up and looks into them. */
export const adminWaitlistOperations = {
  list: adminOperation('admin.waitlists.list', 'GET /waitlists', {
    summary: 'Lists waitlists, the newest first.',
    query: waitlists.listWaitlistsSchema,
    response: pageOf(waitlists.waitlistSchema),
    stability: 'inferred',
    errors: [],
  }),
  create: adminOperation('admin.waitlists.create', 'POST /waitlists', {
    summary: 'Creates the waitlist of a sequence; a sequence has one at most.',
    body: waitlists.createWaitlistSchema,
    response,
    errors: ['conflict'],
  }),
  get: adminOperation('admin.waitlists.get', 'GET /waitlists/{waitlistId}', {
    summary: 'Reads a waitlist, also an archived one.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.waitlists.update', 'PUT /waitlists/{waitlistId}', {
    summary: 'Changes how many a waitlist takes; who is in it stays.',
    params,
    body: waitlists.updateWaitlistSchema,
    response,
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.waitlists.archive', 'DELETE /waitlists/{waitlistId}', {
    summary: 'Archives a waitlist: the entries of those who still wait expire.',
    params,
    response,
    errors: [],
  }),
  consumers: adminOperation('admin.waitlists.consumers', 'GET /waitlists/{waitlistId}/consumers', {
    summary: 'Lists everybody who ever entered a waitlist, in the order of entering.',
    params,
    response: z.array(waitlists.waitlistConsumerSchema),
    errors: [],
  }),
  exports,
};
