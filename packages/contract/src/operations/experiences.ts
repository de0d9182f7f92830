import { operation } from '../operation.js';
import { experienceRoutes } from '../routes/experiences.js';
import * as experiences from '../schemas/experiences.js';
import { routeResultSchema } from '../schemas/routing.js';

const params = experiences.experienceParamsSchema;

/** Experiences as a shopper sees them. */
export const experienceOperations = {
  get: operation(experienceRoutes.get, {
    summary: 'Reads an experience with its sequences and products.',
    params,
    response: experiences.experienceSchema,
    errors: [],
  }),
  enter: operation(experienceRoutes.enter, {
    summary: 'Takes the shopper into an experience.',

    params,
    response: experiences.experienceEntrySchema,
    errors: [],
  }),
  leave: operation(experienceRoutes.leave, {
    summary: 'Takes the shopper out of an experience and of everything they take part in there.',
    params,
    response: experiences.leftSchema,
    errors: [],
  }),
  route: operation(experienceRoutes.route, {
    summary: "Chooses the shopper's way through an experience, or names the gates in front of it.",

    params,
    body: experiences.routeRequestSchema,
    response: routeResultSchema,
    errors: ['too_many_attempts'],
  }),
  archivedStatus: operation(experienceRoutes.archivedStatus, {
    summary: 'Tells which of some experiences are still live.',

    body: experiences.archivedStatusRequestSchema,
    response: experiences.archivedStatusSchema,
    errors: [],
  }),
};
