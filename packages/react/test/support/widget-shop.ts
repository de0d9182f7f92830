import { openShop } from '../../../browser/test/support/polling-shop.js';
import type { Shop } from '../../../browser/test/support/shop.js';

/** A shop in which the first in line waits for a minute. */
export function slowShop(): Shop {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 1;
  return shop;
}
