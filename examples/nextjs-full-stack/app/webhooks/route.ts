import { webhookHandler } from '@fanfare/node/webhooks';
import { settings } from '../../lib/settings';
import { paidOrders } from '../../lib/sold';

export const dynamic = 'force-dynamic';

/** Takes what the platform tells and signed. */
export const POST = webhookHandler({
  secrets: [settings.webhookSecret],
  on: { 'order.completed': ({ id, data }) => void paidOrders.set(data.orderId, id) },
});
