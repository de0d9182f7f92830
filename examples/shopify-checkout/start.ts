// Plays it once: a turn, a link, a cart at something like Shopify, and a signed delivery that says that it was paid.
import { checkout } from './checkout.ts';
import { openStage } from './open-stage.ts';

const { app, shopify, mock, admitted, close } = await openStage();
const { fanfare, grant } = await admitted();
const { url, answer } = await checkout(fanfare, { grant, shopUrl: 'https://shop.example' });
console.log(`The grant is spent. The link: ${new URL(url).origin}/hand-off/…`);

const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
console.log(`Followed by somebody else: HTTP ${(await app.request(url)).status}`);
const checkoutUrl = (await app.request(url, { headers: { cookie } })).headers.get('location') ?? '';
console.log(`Followed by the shopper: to ${new URL(checkoutUrl).origin}`);

const told = await app.request(shopify.pay(checkoutUrl));
const [{ queue }] = mock.platform.world.organizations;
const { status } = await fanfare.queues.status(queue.id);
console.log(`Shopify tells of the order: HTTP ${told.status}. The place in line: ${status}`);
await close();
