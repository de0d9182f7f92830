import { GrantError, type FanfareServer } from '@fanfare/node';
import { senderHandler, shopify } from '@fanfare/node/webhooks/senders';
import type { HandOff, HandOffs } from './hand-offs.ts';
import { readOrder, type PaidOrder } from './read-order.ts';

/** What the receiver of Shopify's orders needs. */
export interface OrderWebhookOptions {
  readonly fanfare: FanfareServer;
  readonly handOffs: HandOffs;
  readonly queueId: string;
  readonly variantId: number;
  /** The client secret of the app at Shopify. */
  readonly secret: string;
  /** Told of an order that nobody from the line may have: refund it. */
  readonly onStray: (orderId: string, why: string) => unknown;
}

/** Makes the handler of `orders/paid`, at an address of its own: Shopify does not sign the topic. */
export function orderWebhooks({
  fanfare,
  handOffs,
  queueId,
  variantId,
  secret,
  onStray,
}: OrderWebhookOptions): (request: Request) => Promise<Response> {
  return senderHandler({
    sender: shopify({ secrets: [secret], eventId: 'body' }), // nor the id: the body names the event
    async handle({ payload }) {
      const order = readOrder(payload, variantId);
      if (order.pieces === 0) return; // nothing of the drop
      const handOff = handOffs.find(order.handOffId);
      if (handOff === undefined || !mayHave(order, handOff)) {
        await onStray(order.id, handOff === undefined ? 'not from the line' : 'more than one turn allows');
        return;
      }
      handOff.orderId = order.id;
      try {
        await fanfare.admissions.complete({
          consumerId: handOff.consumerId,
          distributionId: queueId,
          distributionType: 'queue',
          orderId: order.id,
          orderAmount: order.total,
        });
      } catch (error) {
        if (!(error instanceof GrantError)) throw error; // Shopify delivers again
        await onStray(order.id, 'paid after the turn was over');
      }
    },
  });
}

/** One piece for each turn, in one order. */
function mayHave({ id, pieces }: PaidOrder, { orderId }: HandOff): boolean {
  return pieces === 1 && (orderId === undefined || orderId === id);
}
