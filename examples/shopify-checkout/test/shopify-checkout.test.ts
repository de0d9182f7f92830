import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkout } from '../checkout.ts';
import { openStage, type Stage } from '../open-stage.ts';

const shopUrl = 'https://shop.example';
let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

type Shopper = Awaited<ReturnType<Stage['admitted']>>;

/** Spends the grant; the cookie is what the browser of the shopper keeps. */
async function spend({ fanfare, grant }: Shopper): Promise<{ url: string; cookie: string }> {
  const { url, answer } = await checkout(fanfare, { grant, shopUrl });
  return { url, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

const follow = (url: string, cookie: string): Response | Promise<Response> =>
  stage.app.request(url, { headers: { cookie } });

async function atShopify(shopper: Shopper): Promise<string> {
  const { url, cookie } = await spend(shopper);
  return (await follow(url, cookie)).headers.get('location') ?? '';
}

const deliver = (...payment: Parameters<Stage['shopify']['pay']>): Response | Promise<Response> =>
  stage.app.request(stage.shopify.pay(...payment));

async function status({ fanfare }: Shopper): Promise<string> {
  return (await fanfare.queues.status(stage.mock.platform.world.organizations[0].queue.id)).status;
}

it('leads from the grant to a cart at Shopify, and completes the turn when Shopify says that it was paid', async () => {
  const shopper = await stage.admitted();
  const checkoutUrl = await atShopify(shopper);

  expect(checkoutUrl).toMatch(/^https:\/\/harbour\.myshopify\.com\/cart\/c\//);
  expect(await status(shopper)).not.toBe('COMPLETED');
  expect((await deliver(checkoutUrl)).status).toBe(200);
  expect(await status(shopper)).toBe('COMPLETED');
  expect(stage.strays).toEqual([]);
});

it('lets a link be followed once, and only in the browser that it was made for', async () => {
  const { url, cookie } = await spend(await stage.admitted());

  const answers = [
    await follow(url, ''),
    await follow(url, '__Host-hand-off=somebody-else'),
    await follow(url, cookie),
    await follow(url, cookie),
  ];

  expect(answers.map((answer) => answer.status)).toEqual([403, 403, 303, 403]);
});

it('leads to the same cart when the shopper asks again: one grant is one cart', async () => {
  const shopper = await stage.admitted();

  expect(await atShopify(shopper)).toBe(await atShopify(shopper));
  expect(stage.shopify.cartCount()).toBe(1);
});

it('lets nobody spend the grant of somebody else', async () => {
  const [{ grant }, { fanfare }] = [await stage.admitted(), await stage.admitted()];

  await expect(checkout(fanfare, { grant, shopUrl })).rejects.toThrow('HTTP 403');
  expect(stage.shopify.cartCount()).toBe(0);
});

it('believes no order that Shopify did not sign', async () => {
  const shopper = await stage.admitted();
  const checkoutUrl = await atShopify(shopper);

  const answer = await deliver(checkoutUrl, { signedWith: 'shpss_of_somebody_else_0123456789abcdef' });

  expect(answer.status).toBe(401);
  expect(await status(shopper)).not.toBe('COMPLETED');
});

it.each([
  ['without a hand-off', { notes: [] }, 'not from the line'],
  [
    'with a hand-off that nobody opened',
    { notes: [{ name: 'hand_off', value: 'guess' }] },
    'not from the line',
  ],
  ['of more than one piece', { quantity: 5 }, 'more than one turn allows'],
])('tells the merchant of an order %s, and completes nothing', async (_, payment, why) => {
  const shopper = await stage.admitted();

  expect((await deliver(await atShopify(shopper), payment)).status).toBe(200);

  expect(stage.strays).toEqual([`5000001: ${why}`]);
  expect(await status(shopper)).not.toBe('COMPLETED');
});

it('takes one order for each turn: a delivery that comes again changes nothing, a second order is told of', async () => {
  const checkoutUrl = await atShopify(await stage.admitted());
  await deliver(checkoutUrl);
  await deliver(checkoutUrl);
  expect(stage.strays).toEqual([]);

  await deliver(checkoutUrl, { orderId: 5_000_002 });
  expect(stage.strays).toEqual(['5000002: more than one turn allows']);
});

it('has Shopify deliver again while the platform is away, and completes then', async () => {
  const print = vi.spyOn(console, 'error').mockReturnValue();
  const shopper = await stage.admitted();
  const checkoutUrl = await atShopify(shopper);
  const undo = stage.mock.platform.fault({ operation: 'admissions.complete', code: 'key_revoked' });
  expect((await deliver(checkoutUrl)).status).toBe(500);

  undo();
  expect((await deliver(checkoutUrl)).status).toBe(200);
  expect(await status(shopper)).toBe('COMPLETED');
  print.mockRestore();
});

it('asks who it is first, and blames nobody for a key that is refused', async () => {
  const print = vi.spyOn(console, 'error').mockReturnValue();
  const nobody = await stage.app.request('/api/checkout', { method: 'POST', body: '{}' });
  expect(nobody.status).toBe(401);

  const { fanfare, grant } = await stage.admitted();
  stage.mock.platform.fault({ operation: 'admissions.validate', code: 'key_revoked' });
  await expect(checkout(fanfare, { grant, shopUrl })).rejects.toThrow('HTTP 503');
  print.mockRestore();
});
