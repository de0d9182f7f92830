// Opens the shop at port 5180, beside a mock of the platform with some people in line.
import { joinLine } from './join-line.ts';
import { openShop } from './open-shop.ts';

const shop = await openShop({ port: 5180 });
shop.mock.platform.world.organizations[0].queue.admitRate = 4; // a minute, so that there is something to see
await joinLine(shop.mock, 12);
console.log(`
  Storefront   ${shop.url}
  Platform     ${shop.mock.url}/__mock  (what happens, one-time codes, the clock, faults)

  Twelve are in line before you. Ctrl-C stops everything.
`);
process.once('SIGINT', () => void shop.close());
