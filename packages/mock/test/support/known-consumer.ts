import { adminOf, type TestAdmin } from './admin-of.js';
import { openShop, start, type TestShop, type TestShopper } from './open-shop.js';
import { admitted } from './admitted.js';
import { checkOut } from './check-out.js';
import { unavailable } from './unavailable.js';

/** Words that tell who the consumer is; they stand in everything that was ever said about them. */
export const canaries = ['lovelace', '30901820', 'countess'] as const;
export const address = 'ada.lovelace@example.com';

/** A shop in which everything that can be kept about a consumer is kept about one. */
export interface KnownConsumer {
  readonly shop: TestShop;
  readonly admin: TestAdmin;
  readonly ada: TestShopper;
}

/** Makes a platform get to know somebody in every way there is. */
export async function knownConsumer(): Promise<KnownConsumer> {
  const shop = openShop({
    withoutRateLimits: true,
    deliver: unavailable,
  });
  shop.platform.addWebhookEndpoint({
    organizationId: shop.organization.id,
    url: 'https://hooks.example.org/fanfare',
  });
  const admin = adminOf(shop);
  const ada = await shop.member(address, await buyer(shop));
  await meet({ shop, admin, ada });
  await writeDown({ shop, admin, ada });
  for (const identity of [{ email: address }, { phone: '+4930901820' }]) {
    await shop.page('POST', '/auth/otp/request', identity);
    await shop.page('POST', '/auth/otp/verify', { ...identity, code: '000000' });
  }
  return { shop, admin, ada };
}

/** Somebody who bought something as a guest. */
async function buyer(shop: TestShop): Promise<TestShopper> {
  const guest = await admitted(shop);
  const { body } = await checkOut(shop, guest.grant);
  await shop.platform.fetch(`${shop.platform.origin}/__mock/pay/${String(body['orderId'])}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'action=pay',
  });
  return guest;
}

/** What the consumer does. */
async function meet({ shop, admin, ada }: KnownConsumer): Promise<void> {
  const { id: sequenceId } = shop.organization.sequence;
  const waitlist = await admin.post('/waitlists', { sequenceId });
  await ada.call('POST', `/waitlists/${String(waitlist.body['id'])}/enter`);
  await admin.post(`/waitlists/${String(waitlist.body['id'])}/export`);
  const auction = await admin.post('/auctions', {
    sequenceId,
    name: 'Auction',
    auctionType: 'english',
    timeZone: 'UTC',
    openAt: null,
    closeAt: '2026-11-24T11:00:00.000Z',
  });
  const auctionId = String(auction.body['id']);
  await ada.call('POST', `/auctions/${auctionId}/enter`);
  await ada.call('PUT', '/consent', { version: 'by lovelace', analytics: true, marketing: true });
  await ada.call('POST', '/consumers/me/exports');
  await ada.call('POST', '/email-verification/request');
  await ada.call('POST', '/mfa/totp');
  await shop.platform.fetch(`${shop.platform.origin}/beacon/api/events`, {
    method: 'POST',
    body: JSON.stringify({
      organizationId: shop.organization.id,
      eventId: 'evt_1',
      eventName: 'pageView',
      eventTimestamp: start,
      consumerId: ada.consumerId,
      userId: address,
      ipAddress: 'lovelace-net',
      pageUrl: 'https://shop.example.com/?mail=lovelace',
    }),
    headers: {
      'content-type': 'application/json',
      'x-publishable-key': shop.organization.keys.test.publishable,
    },
  });
}

/** What the merchant writes down. */
async function writeDown({ shop, admin, ada }: KnownConsumer): Promise<void> {
  const profile = { fullName: 'Ada Lovelace', phone: '+4930901820', metadata: { title: 'Countess' } };
  await admin.put(`/consumers/${ada.consumerId}`, profile);
  await admin.put(`/consumers/${ada.consumerId}`, { metadata: { title: 'Countess of Lovelace' } });
  await shop.merchant(
    'POST',
    '/consumers/batch',
    { consumers: [{ email: address, fullName: 'Ada Lovelace' }] },
    { service: 'admin', idempotencyKey: `batch-of-${address}` },
  );
  await admin.post(`/consumers/${ada.consumerId}/loyalty-adjustments`, {
    points: 5,
    reason: 'For Ada Lovelace',
  });
  await admin.post(`/consumers/${ada.consumerId}/exports`, { format: 'csv' });
  await shop.guest();
  await admin.get(`/consumers?search=lovelace`);
  await admin.get('/consumers?first=1&sortBy=email&sortDir=desc');
  await admin.get('/consumers?first=1&sortBy=fullName&sortDir=desc');
  await admin.get(`/consumers/${encodeURIComponent(address)}`);
  const list = await admin.post('/audiences', { name: 'Friends', type: 'STATIC' });
  await admin.post(`/audiences/${String(list.body['id'])}/members`, { consumerIds: [ada.consumerId] });
  const file = `email,fullName\r\n${address},Ada Lovelace`;
  const announced = { fileName: 'friends.csv', contentType: 'text/csv', sizeBytes: Buffer.byteLength(file) };
  const made = await admin.post(`/audiences/${String(list.body['id'])}/import`, announced);
  await shop.platform.fetch(String(made.body['uploadUrl']), {
    method: 'PUT',
    body: file,
    headers: { 'content-type': 'text/csv' },
  });
}
