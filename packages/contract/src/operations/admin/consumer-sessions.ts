import * as z from 'zod/mini';
import { adminOperation } from '../../admin-operation.js';
import * as sessions from '../../schemas/admin/consumer-sessions.js';
import { consumerParamsSchema } from '../../schemas/consumers.js';
import { sessionsRevokedSchema } from '../../schemas/sessions.js';

/** The sessions of a consumer, as the merchant sees them. */
export const adminConsumerSessionOperations = {
  list: adminOperation('admin.consumers.sessions.list', 'GET /consumers/{consumerId}/sessions', {
    summary: 'Lists the live sessions of a consumer, the one used last first.',
    params: consumerParamsSchema,
    response: z.array(sessions.consumerSessionSchema),
    errors: [],
    stability: 'extension',
  }),
  revoke: adminOperation(
    'admin.consumers.sessions.revoke',
    'DELETE /consumers/{consumerId}/sessions/{sessionId}',
    {
      summary: 'Ends a session of a consumer at once.',
      params: sessions.consumerSessionParamsSchema,
      errors: [],
      stability: 'extension',
    },
  ),
  revokeAll: adminOperation(
    'admin.consumers.sessions.revokeAll',
    'POST /consumers/{consumerId}/sessions/revoke-all',
    {
      summary: 'Ends all sessions of a consumer at once.',
      params: consumerParamsSchema,
      response: sessionsRevokedSchema,
      errors: [],
      stability: 'extension',
    },
  ),
};
