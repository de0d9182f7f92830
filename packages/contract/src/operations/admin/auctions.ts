import { adminOperation } from '../../admin-operation.js';
import * as auctions from '../../schemas/admin/auctions.js';
import { listDistributionsSchema } from '../../schemas/admin/queues.js';
import { auctionSchema } from '../../schemas/auctions.js';
import { pageOf } from '../../schemas/paging.js';

const params = auctions.adminAuctionParamsSchema;
const response = auctionSchema;

/** Auctions, as a merchant sets them up. */
export const adminAuctionOperations = {
  list: adminOperation('admin.auctions.list', 'GET /auctions', {
    summary: 'Lists auctions, the newest first.',
    query: listDistributionsSchema,
    response: pageOf(auctionSchema),
    stability: 'inferred',
    errors: [],
  }),
  create: adminOperation('admin.auctions.create', 'POST /auctions', {
    summary: 'Creates an auction in a sequence.',
    body: auctions.createAuctionSchema,
    response,
    errors: ['conflict'],
  }),
  get: adminOperation('admin.auctions.get', 'GET /auctions/{auctionId}', {
    summary: 'Reads an auction, also an archived one.',
    description: 'Its times are those that were set; an extension by a late bid is not in them.',
    params,
    response,
    errors: [],
  }),
  update: adminOperation('admin.auctions.update', 'PUT /auctions/{auctionId}', {
    summary: 'Changes an auction; what is left out stays as it is.',
    description: 'After the first bid only its name and its times change: bidders rely on the rest.',
    params,
    body: auctions.updateAuctionSchema,
    response,
    errors: ['conflict'],
  }),
  archive: adminOperation('admin.auctions.archive', 'DELETE /auctions/{auctionId}', {
    summary: 'Archives an auction: it ends, and nobody wins who had not won.',
    params,
    response,
    errors: [],
  }),
};
