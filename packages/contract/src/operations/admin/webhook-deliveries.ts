import { adminOperation } from '../../admin-operation.js';
import * as deliveries from '../../schemas/admin/webhook-deliveries.js';
import { webhookEndpointParamsSchema } from '../../schemas/admin/webhook-endpoints.js';
import { pageOf } from '../../schemas/paging.js';

/** What was sent to an endpoint, and what became of it. */
export const adminWebhookDeliveryOperations = {
  list: adminOperation('admin.webhooks.deliveries.list', 'GET /webhooks/{endpointId}/deliveries', {
    summary: 'Lists the deliveries of an endpoint with every attempt, the newest first.',
    description: 'The platform remembers a bounded number of them and forgets the oldest first.',
    params: webhookEndpointParamsSchema,
    query: deliveries.listWebhookDeliveriesSchema,
    response: pageOf(deliveries.webhookDeliverySchema),
    errors: [],
    stability: 'extension',
  }),
  redeliver: adminOperation(
    'admin.webhooks.deliveries.redeliver',
    'POST /webhooks/{endpointId}/deliveries/{deliveryId}/redeliver',
    {
      summary: 'Sends a delivery once more, now: the same event under the same id, freshly signed.',
      description:
        'Also one that was delivered already. The attempts of the schedule stay as they are, and end when this one succeeds.',
      params: deliveries.webhookDeliveryParamsSchema,
      response: deliveries.webhookDeliverySchema,
      errors: ['conflict'],
      stability: 'extension',
    },
  ),
};
