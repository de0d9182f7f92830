import { startBusyMock, type BusyMock } from './busy-mock.ts';

const names = [
  'Ada Lovelace',
  'Grace Hopper',
  'Katherine Johnson',
  'Alan Turing',
  'Hedy Lamarr',
  'Tim Berners-Lee',
];
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

/** Starts a mock platform on which a good deal has happened: something to look at. */
export async function busyDay(): Promise<BusyMock> {
  const busy = await startBusyMock({ now: '2026-11-27T09:58:00Z', flow: false, seed: 7 });
  const { platform, url } = busy.mock;
  const [shop] = platform.world.organizations;
  const line = `/queues/${shop.queue.id}`;
  await busy.receiveWebhooks([200, 503, 200]);
  shop.queue.admitRate = 2;

  for (const [index, name] of names.entries()) {
    const shopper = await busy.member(name, index % 2 === 0 ? iphone : undefined);
    await shopper.call('POST', `${line}/enter`);
    await platform.clock.advance('4s');
  }
  const guests = await Promise.all([busy.guest(), busy.guest()]);
  for (const guest of guests) await guest.call('POST', `${line}/enter`);
  await platform.clock.advance('25s');
  await buy(busy);

  for (const email of ['grace@example.com', 'ada@example.com']) {
    await fetch(`${url}/consumer/api/auth/otp/request`, {
      method: 'POST',
      headers: { 'x-publishable-key': shop.keys.test.publishable, 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
    });
  }
  const undo = platform.scenario('flaky');
  for (const guest of Array.from({ length: 7 }, () => guests).flat()) {
    await guest.call('GET', `${line}/status`).catch(() => undefined);
    await platform.clock.advance('2s');
  }
  undo();
  platform.scenario('webhook-storm');
  platform.fault({ like: 'lost-answer', operation: 'checkout.create', times: 1 });
  return busy;
}

/** Lets the first who was admitted order what they came for. */
async function buy({ mock, merchant, member }: BusyMock): Promise<void> {
  const [shop] = mock.platform.world.organizations;
  const shopper = await member('Annie Easley');
  await shopper.call('POST', `/queues/${shop.queue.id}/enter`);
  const { admissionGrant } = (await merchant.queues.admit(shop.queue.id, shopper.consumerId)) as {
    admissionGrant: string;
  };
  await merchant.checkout.create({
    admissionToken: admissionGrant,
    distributionId: shop.queue.id,
    productId: shop.product.id,
    variantId: shop.variant.id,
    quantity: 1,
    currencyCode: shop.currencyCode,
    successUrl: 'https://shop.example.com/thanks',
    cancelUrl: 'https://shop.example.com/cart',
  } as Parameters<typeof merchant.checkout.create>[0]);
}
