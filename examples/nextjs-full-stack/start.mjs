// Opens the shop at port 3000, beside a mock of the platform.
import { openPlatform, runNext } from './open-shop.mjs';

const { mock, shopUrl, env } = await openPlatform({ port: 3000 });
mock.platform.world.organizations[0].queue.admitRate = 4; // a minute, so that there is something to see
console.log(`
  Shop         ${shopUrl}
  Platform     ${mock.url}/__mock  (what happens, the clock, faults)

  Ctrl-C stops everything.
`);
const { ended } = runNext(['dev', '--port', '3000'], { env });
process.once('SIGINT', () => {}); // Next.js gets it, too, and ends
await ended;
await mock.close();
