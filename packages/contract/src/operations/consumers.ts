import { operation } from '../operation.js';
import { consumerRoutes } from '../routes/consumers.js';
import * as exports from '../schemas/consumer-exports.js';
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
  requestExport: operation(consumerRoutes.requestExport, {
    summary: 'Begins to export everything that is kept about the shopper.',
    description:
      'While an export is under way, asking again changes nothing: the answer tells of the same one.',
    response: exports.ownExportSchema,
    errors: [],
  }),
  export: operation(consumerRoutes.export, {
    summary: 'Tells how far an export is, and shows the data once it is complete.',
    description: 'It can be read for a day. Whoever has a second factor shows it first.',
    params: exports.ownExportParamsSchema,
    response: exports.ownExportSchema,
    errors: [],
  }),
  erase: operation(consumerRoutes.erase, {
    summary: 'Signs the shopper out everywhere and queues their erasure, which ends within 30 days.',
    description: 'From then on nothing tells their name, e-mail address or telephone number any more.',
    response: exports.erasureSchema,
    errors: [],
  }),
};
