import { operation } from '../operation.js';
import { consumerRoutes } from '../routes/consumers.js';
import * as consumers from '../schemas/consumers.js';

/** A consumer's own state, and their profile for the merchant. */
export const consumerOperations = {
  me: operation(consumerRoutes.me, {
    summary: 'Reads everything that the signed-in shopper takes part in.',
    response: consumers.ownStateSchema,
    errors: [],
  }),
  get: operation(consumerRoutes.get, {
    summary: 'Reads the profile of a consumer.',

    params: consumers.consumerParamsSchema,
    response: consumers.consumerProfileSchema,
    errors: [],
  }),
};
