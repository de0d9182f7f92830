import { at } from './at.js';
import type { Answer, TestShop, TestShopper } from './open-shop.js';

/** A draw of a shop, and what can be done in it. */
export interface TestDraw {
  readonly id: string;
  enter(shopper: TestShopper): Promise<Answer>;
  leave(shopper: TestShopper): Promise<Answer>;
  /** The state of a shopper in the draw. */
  status(shopper: TestShopper): Promise<Answer['body']>;
  deny(consumerId: string, reason?: string): Promise<Answer>;
  /** Changes the draw as its merchant. */
  change(patch: object): Promise<Answer>;
}

/** Sets up a draw that is open for a minute and drawn after two, unless the fields say otherwise. */
export async function openDraw(shop: TestShop, fields: object = {}): Promise<TestDraw> {
  const { id: sequenceId } = shop.organization.sequence;
  const draw = {
    sequenceId,
    name: 'Raffle',
    closeAt: at(60),
    drawAt: at(120),
    winnerCount: 1,
    admissionExpirationSeconds: 600,
    ...fields,
  };
  const { status, body } = await shop.merchant('POST', '/draws', draw, { service: 'admin' });
  if (status !== 200) throw new Error(`The draw was not created: ${JSON.stringify(body)}`);
  const id = String(body['id']);
  return {
    id,
    enter: (shopper) => shopper.call('POST', `/draws/${id}/enter`),
    leave: (shopper) => shopper.call('POST', `/draws/${id}/leave`),
    status: async (shopper) => (await shopper.call('GET', `/draws/${id}/status`)).body,
    deny: (consumerId, reason = 'FRAUD') =>
      shop.merchant('POST', `/draws/${id}/deny`, { consumerId, reason }),
    change: (patch) => shop.merchant('PUT', `/draws/${id}`, patch, { service: 'admin' }),
  };
}
