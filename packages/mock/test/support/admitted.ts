import type { TestShop, TestShopper } from './open-shop.js';

/** A shopper who was admitted, with the grant. */
export interface Admitted extends TestShopper {
  readonly grant: string;
}

/** Lets a shopper queue and be admitted by hand, which takes no time. */
export async function admitted(shop: TestShop, shopper?: TestShopper): Promise<Admitted> {
  const ann = shopper ?? (await shop.guest());
  await ann.call('POST', `/queues/${shop.queueId}/enter`);
  const { consumerId } = ann;
  const { body } = await shop.merchant('POST', `/queues/${shop.queueId}/admit`, { consumerId });
  if (typeof body['admissionGrant'] !== 'string') throw new Error('The shopper was not admitted.');
  return { ...ann, grant: body['admissionGrant'] };
}
