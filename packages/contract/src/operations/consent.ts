import { operation } from '../operation.js';
import { consentRoutes } from '../routes/consent.js';
import * as consent from '../schemas/consent.js';

/** What a shopper agreed to. */
export const consentOperations = {
  get: operation(consentRoutes.get, {
    summary: 'Reads what the shopper agreed to.',
    response: consent.consentSchema,
    errors: [],
  }),
  update: operation(consentRoutes.update, {
    summary: 'Writes down what the shopper agrees to, or no longer does.',
    description:
      'Withdrawing consent to analytics takes everything that tells who it was out of the events that are kept.',
    body: consent.updateConsentSchema,
    response: consent.consentSchema,
    errors: [],
  }),
};
