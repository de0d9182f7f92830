import * as z from 'zod/mini';
import { operation } from '../operation.js';
import { sessionRoutes } from '../routes/sessions.js';
import * as sessions from '../schemas/sessions.js';

/** The sessions of the consumer who is signed in, on all their devices. */
export const sessionOperations = {
  list: operation(sessionRoutes.list, {
    summary: "Lists the shopper's live sessions, the one used last first.",
    response: z.array(sessions.deviceSessionSchema),
    errors: [],
  }),
  revoke: operation(sessionRoutes.revoke, {
    summary: "Ends one of the shopper's sessions at once, such as that of a lost device.",
    description: 'Whoever has a second factor shows it first, except to end the present session.',
    params: sessions.deviceSessionParamsSchema,
    errors: [],
  }),
  revokeAll: operation(sessionRoutes.revokeAll, {
    summary: "Ends all of the shopper's sessions at once, or all but the present one.",
    description: 'Whoever has a second factor shows it first, so that a thief cannot shut the owner out.',
    body: sessions.revokeSessionsSchema,
    response: sessions.sessionsRevokedSchema,
    errors: [],
  }),
};
