import { operation } from '../operation.js';
import { drawRoutes } from '../routes/draws.js';
import * as draws from '../schemas/draws.js';

const params = draws.drawParamsSchema;
const response = draws.drawStateSchema;

/** Draws: entries of shoppers, and the merchant's hand in them. */
export const drawOperations = {
  get: operation(drawRoutes.get, {
    summary: 'Reads a draw.',
    params,
    response: draws.drawSchema,
    errors: [],
  }),
  enter: operation(drawRoutes.enter, {
    summary: 'Enters a draw; entering again keeps the entry.',
    description: 'A draw that has as many entries as it may refuses with `conflict`.',
    params,
    response,
    errors: ['not_open', 'distribution_closed', 'device_mismatch', 'conflict'],
  }),
  leave: operation(drawRoutes.leave, {
    summary: 'Takes an entry back, before a grant only.',
    description: 'Who has won is refused with `conflict`, and keeps the grant.',
    params,
    response,
    errors: ['conflict'],
  }),
  status: operation(drawRoutes.status, {
    summary: 'Tells where the shopper stands in a draw.',
    description: 'Who was not drawn is `DENIED` with the reason `NOT_SELECTED`.',
    params,
    response,
    errors: [],
  }),
  deny: operation(drawRoutes.deny, {
    summary: 'Ends the part of a consumer in a draw.',
    params,
    body: draws.denyDrawEntrySchema,
    response,
    errors: ['conflict'],
  }),
};
