import { operation } from '../operation.js';
import { experienceRoutes } from '../routes/experiences.js';
import * as experiences from '../schemas/experiences.js';
import { routeResultSchema } from '../schemas/routing.js';

const params = experiences.experienceParamsSchema;

/** Experiences as a shopper sees them. */
export const experienceOperations = {
  get: operation(experienceRoutes.get, { params, response: experiences.experienceSchema, errors: [] }),
  enter: operation(experienceRoutes.enter, {
    params,
    response: experiences.experienceEntrySchema,
    errors: [],
  }),
  leave: operation(experienceRoutes.leave, { params, response: experiences.leftSchema, errors: [] }),
  route: operation(experienceRoutes.route, {
    params,
    body: experiences.routeRequestSchema,
    response: routeResultSchema,
    errors: [],
  }),
  archivedStatus: operation(experienceRoutes.archivedStatus, {
    body: experiences.archivedStatusRequestSchema,
    response: experiences.archivedStatusSchema,
    errors: [],
  }),
};
