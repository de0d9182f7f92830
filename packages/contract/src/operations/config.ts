import { operation } from '../operation.js';
import { configRoutes } from '../routes/config.js';
import { platformConfigSchema } from '../schemas/config.js';

/** What a page must know about the platform before it does anything. */
export const configOperations = {
  get: operation(configRoutes.get, {
    summary: 'Reads whose key it is, what the platform offers, and how long things last.',
    description:
      'The same for everybody with the key, so that it may be cached for a minute; `If-None-Match` with its `ETag` is answered with 304 while nothing has changed.',
    response: platformConfigSchema,
    errors: [],
  }),
};
