import { merchantOf, rivalIn } from '../../../browser/test/support/merchant-of.js';
import { openShop } from '../../../browser/test/support/polling-shop.js';
import type { Shop } from '../../../browser/test/support/shop.js';

/** A shop in which the first in line waits for a minute. */
export function slowShop(): Shop {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 1;
  return shop;
}

/** Puts so many others in line. */
export async function queueUp(shop: Shop, count: number): Promise<void> {
  const merchant = merchantOf(shop);
  for (let entered = 0; entered < count; entered += 1) {
    const rival = await rivalIn(merchant);
    await rival.call('POST', `/queues/${shop.queueId}/enter`);
  }
}
