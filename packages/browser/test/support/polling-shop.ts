import type { MockPlatformOptions } from '@fanfare/mock';
import { openShop as openAnyShop, type Shop } from './shop.js';

/** Opens a shop on a platform that has no streams, so that everything is asked for. */
export function openShop(options?: MockPlatformOptions): Shop {
  const shop = openAnyShop(options);
  shop.hasStreams = false;
  return shop;
}
