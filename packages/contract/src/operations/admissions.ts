import { grantErrors, operation } from '../operation.js';
import { admissionRoutes } from '../routes/admissions.js';
import * as admissions from '../schemas/admissions.js';

const params = admissions.admissionParamsSchema;

/** Grants at the merchant's own till. */
export const admissionOperations = {
  validate: operation(admissionRoutes.validate, {
    summary: 'Checks a grant and spends it.',

    params,
    body: admissions.validateAdmissionSchema,
    response: admissions.admissionSchema,
    errors: grantErrors,
  }),
  complete: operation(admissionRoutes.complete, {
    summary: 'Tells that an admission ended in an order; telling it twice is a success.',

    params,
    body: admissions.completeAdmissionSchema,
    response: admissions.completionSchema,
    errors: ['conflict', 'grant_expired'],
  }),
};
