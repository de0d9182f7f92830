import { operation } from '../operation.js';
import { consumerRoutes } from '../routes/consumers.js';
import * as consumers from '../schemas/consumers.js';

/** A consumer's own state, and their profile for the merchant. */
export const consumerOperations = {
  me: operation(consumerRoutes.me, { response: consumers.ownStateSchema, errors: [] }),
  get: operation(consumerRoutes.get, {
    params: consumers.consumerParamsSchema,
    response: consumers.consumerProfileSchema,
    errors: [],
  }),
};
