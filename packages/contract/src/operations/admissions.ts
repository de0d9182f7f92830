import { grantErrors, operation } from '../operation.js';
import { admissionRoutes } from '../routes/admissions.js';
import * as admissions from '../schemas/admissions.js';

const params = admissions.admissionParamsSchema;

/** Grants at the merchant's own till. */
export const admissionOperations = {
  validate: operation(admissionRoutes.validate, {
    params,
    body: admissions.validateAdmissionSchema,
    response: admissions.admissionSchema,
    errors: grantErrors,
  }),
  complete: operation(admissionRoutes.complete, {
    params,
    body: admissions.completeAdmissionSchema,
    response: admissions.completionSchema,
    errors: ['conflict', 'grant_expired'],
  }),
};
