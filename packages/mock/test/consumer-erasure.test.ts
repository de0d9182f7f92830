import { describe, expect, it } from 'vitest';
import { adminOf, listed, paged, told } from './support/admin-of.js';
import { openShop, start, type TestShop, type TestShopper } from './support/open-shop.js';

const address = 'ada.lovelace@example.com';
const secrets = [address, 'Lovelace', '+4930901820'];

async function setUp(): Promise<{ shop: TestShop; ada: TestShopper; friends: string }> {
  const shop = openShop();
  const admin = adminOf(shop);
  const ada = await shop.member(address);
  await admin.put(`/consumers/${ada.consumerId}`, { fullName: 'Ada Lovelace', phone: '+4930901820' });
  await ada.call('POST', `/queues/${shop.queueId}/enter`);
  const { body } = await admin.post('/audiences', { name: 'Friends', type: 'STATIC' });
  await admin.post(`/audiences/${body['id']}/members`, { consumerIds: [ada.consumerId] });
  return { shop, ada, friends: String(body['id']) };
}

describe('I7: an erasure', () => {
  it('signs the consumer out and puts them away at once', async () => {
    const { shop, ada, friends } = await setUp();
    const admin = adminOf(shop);

    const erased = await admin.remove(`/consumers/${ada.consumerId}`);
    const call = await ada.call('GET', '/consumers/me');

    expect(erased.body).toMatchObject({ id: ada.consumerId, archived: true });
    expect(told(call)).toEqual([401, 'session_revoked']);
    expect(paged(await admin.get('/consumers'))).toEqual([]);
    expect((await admin.get(`/audiences/${friends}/count`)).body['count']).toBe(0);
    const read = await admin.get(`/consumers/${ada.consumerId}?include=audiences`);
    expect(read.body).toMatchObject({ archived: true, audiences: [] });
    expect((await admin.remove(`/consumers/${ada.consumerId}`)).body).toEqual(erased.body);
    expect(told(await admin.put(`/consumers/${ada.consumerId}`, { fullName: 'Eve' }))).toEqual([
      404,
      'not_found',
    ]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('frees the place in line of the consumer', async () => {
    const { shop, ada } = await setUp();
    const next = await shop.guest();
    await next.call('POST', `/queues/${shop.queueId}/enter`);

    await adminOf(shop).remove(`/consumers/${ada.consumerId}`);

    expect((await next.call('GET', `/queues/${shop.queueId}/status`)).body['position']).toBe(1);
  });

  it('takes the consumer off waitlists', async () => {
    const { shop, ada } = await setUp();
    const admin = adminOf(shop);
    const { body } = await admin.post('/waitlists', { sequenceId: shop.organization.sequence.id });
    await ada.call('POST', `/waitlists/${body['id']}/enter`);
    const waiting = async (): Promise<unknown[]> =>
      listed(await admin.get(`/waitlists/${body['id']}/consumers`)).map(({ status }) => status);
    expect(await waiting()).toEqual(['waitlisted']);

    await admin.remove(`/consumers/${ada.consumerId}`);

    expect(await waiting()).toEqual(['left']);
  });

  it('ends after a while with nothing left that tells who they were, though what they did stays counted', async () => {
    const { shop, ada, friends } = await setUp();
    const admin = adminOf(shop);
    const count = { interval: '1d', timeRange: 'last_1d' };
    const measures = [{ name: 'n', unit: 'count', op: 'count', event: 'queue_entered' }];

    await admin.remove(`/consumers/${ada.consumerId}`);
    await shop.platform.clock.advance('61m');

    expect(told(await admin.get(`/consumers/${ada.consumerId}`))).toEqual([404, 'not_found']);
    expect(paged(await admin.get('/scheduled-events'))).toMatchObject([
      { topic: 'consumerUpdate', status: 'completed', payload: { consumerId: ada.consumerId } },
    ]);
    expect(told(await admin.get(`/consumers/${ada.consumerId}/timeline`))).toEqual([404, 'not_found']);
    const answers = [
      await admin.get('/consumers?first=100'),
      await admin.get('/consumers?search=lovelace'),
      await admin.get(`/audiences/${friends}/members`),
      await admin.get('/audiences/groups/grp_rfm_aurora/members'),
      await admin.post('/analytics/query', { ...count, measures, groupBy: { field: 'segment_rfm' } }),
    ];
    const text = JSON.stringify(answers.map(({ body }) => body));
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(answers.at(-1)?.body['data']).toEqual([
      { time_bucket: '2026-11-22T00:00:00.000Z', series: { n: 1 } },
    ]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('makes a new consumer of whoever signs in with the address again, also by a code that was on its way', async () => {
    const { shop, ada } = await setUp();
    await shop.page('POST', '/auth/otp/request', { email: address });
    const code = shop.platform.otpFor(address);
    const identity = { provider: 'shop', issuer: 'https://id.example', subject: 'u-1' };

    await adminOf(shop).remove(`/consumers/${ada.consumerId}`);
    const early = await shop.page('POST', '/auth/otp/verify', { email: address, code });
    const again = await shop.member(address);

    expect(told(early)).toEqual([401, 'otp_invalid']);
    expect(again.consumerId).not.toBe(ada.consumerId);
    expect((await shop.merchant('POST', '/auth/external/authorize', identity)).body['resolution']).toBe(
      'created',
    );
  });

  it('forgets identities of other providers, and codes that were made for them', async () => {
    const shop = openShop();
    const identity = {
      provider: 'shop',
      issuer: 'https://id.example',
      subject: 'u-1',
      claims: { email: address },
    };
    const vouch = async (): Promise<Readonly<Record<string, unknown>>> =>
      (await shop.merchant('POST', '/auth/external/authorize', identity)).body;
    const first = await vouch();
    const [known] = paged(await adminOf(shop).get('/consumers'));

    await adminOf(shop).remove(`/consumers/${String(known?.['id'])}`);
    const exchange = await shop.page('POST', '/auth/external/exchange', {
      exchangeCode: first['exchangeCode'],
    });

    expect(told(exchange)).toEqual([401, 'exchange_code_invalid']);
    expect((await vouch())['resolution']).toBe('created');
  });

  it('takes what pages told about them out of the events that stay', async () => {
    const { shop, ada } = await setUp();
    const admin = adminOf(shop);
    const event = {
      organizationId: 'org_aurora',
      eventId: 'evt_1',
      eventName: 'pageView',
      eventTimestamp: start,
      consumerId: ada.consumerId,
      userId: address,
    };
    await shop.platform.fetch(`${shop.platform.origin}/beacon/api/events`, {
      method: 'POST',
      body: JSON.stringify(event),
      headers: {
        'content-type': 'application/json',
        'x-publishable-key': shop.organization.keys.test.publishable,
      },
    });
    const views = async (where: readonly object[]): Promise<unknown> => {
      const measures = [{ name: 'n', unit: 'count', op: 'count', event: 'pageView' }];
      const query = { interval: '1d', timeRange: 'last_1d', measures, where };
      return (await admin.post('/analytics/query', query)).body['data'];
    };
    const hers = [{ path: 'userId', op: '=', value: address }];
    expect(await views(hers)).toHaveLength(1);

    await admin.remove(`/consumers/${ada.consumerId}`);
    await shop.platform.clock.advance('61m');

    expect(await views(hers)).toEqual([]);
    expect(await views([])).toHaveLength(1);
  });
});
