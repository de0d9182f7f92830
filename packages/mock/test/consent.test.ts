import { describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { openShop, start, type Answer, type TestShop } from './support/open-shop.js';

const undecided = { granted: false, version: null, decidedAt: null };
const nothing = { analytics: undecided, marketing: undecided, device: undecided };

async function report(shop: TestShop, more: object): Promise<unknown[]> {
  const { platform, organization } = shop;
  const event = { organizationId: organization.id, eventName: 'pageView', eventTimestamp: start, ...more };
  const answer = await platform.fetch(`${platform.origin}/beacon/api/events`, {
    method: 'POST',
    body: JSON.stringify(event),
    headers: {
      'content-type': 'application/json',
      'x-publishable-key': organization.keys.test.publishable,
    },
  });
  return [answer.status, ((await answer.json()) as Answer['body'] | null)?.['error']];
}

async function viewsOf(shop: TestShop, userId: string): Promise<number> {
  const measures = [{ name: 'n', unit: 'count', op: 'count', event: 'pageView' }];
  const where = [{ path: 'userId', op: '=', value: userId }];
  const query = { interval: '1d', timeRange: 'last_1d', measures, where };
  return ((await adminOf(shop).post('/analytics/query', query)).body['data'] as unknown[]).length;
}

describe('I5: consent', () => {
  it('is given to nothing by default, and to each purpose for itself, with its version and time', async () => {
    const shop = openShop();
    const ada = await shop.guest();

    const before = await ada.call('GET', '/consent');
    const after = await ada.call('PUT', '/consent', { version: '2026-11', analytics: true, device: false });

    expect(before.body).toEqual(nothing);
    expect(after.body).toEqual({
      analytics: { granted: true, version: '2026-11', decidedAt: start },
      marketing: undecided,
      device: { granted: false, version: '2026-11', decidedAt: start },
    });
    expect((await ada.call('GET', '/consent')).body).toEqual(after.body);
    expect((await (await shop.guest()).call('GET', '/consent')).body).toEqual(nothing);
    expect(told(await ada.call('PUT', '/consent', { analytics: true }))).toEqual([400, 'validation_error']);
  });

  it('goes along when a guest signs in; the later decision counts', async () => {
    const shop = openShop();
    const first = await shop.member('ada@example.com');
    await first.call('PUT', '/consent', { version: '1', analytics: true, marketing: true });
    await shop.platform.clock.advance('1m');
    const guest = await shop.guest();
    await guest.call('PUT', '/consent', { version: '2', analytics: false });

    const ada = await shop.member('ada@example.com', guest);

    expect((await ada.call('GET', '/consent')).body).toMatchObject({
      analytics: { granted: false, version: '2' },
      marketing: { granted: true, version: '1' },
    });
  });

  it('is not asked for by an organization that does not say so', async () => {
    const shop = openShop();

    expect(await report(shop, { eventId: 'evt_1' })).toEqual([200, undefined]);
  });

  it('is needed for events where the organization demands it', async () => {
    const shop = openShop();
    const ada = await shop.guest();
    await adminOf(shop).patch('/retention', { consentRequired: true });
    const refused = [403, 'consent_required'];
    const hers = { consumerId: ada.consumerId };

    expect(await report(shop, { eventId: 'evt_1' })).toEqual(refused);
    expect(await report(shop, { eventId: 'evt_2', ...hers })).toEqual(refused);
    await ada.call('PUT', '/consent', { version: '1', marketing: true });
    expect(await report(shop, { eventId: 'evt_3', ...hers })).toEqual(refused);
    await ada.call('PUT', '/consent', { version: '1', analytics: true });
    expect(await report(shop, { eventId: 'evt_4', ...hers })).toEqual([200, undefined]);
    await ada.call('PUT', '/consent', { version: '1', analytics: false });
    expect(await report(shop, { eventId: 'evt_5', ...hers })).toEqual(refused);
    expect(shop.platform.defects).toEqual([]);
  });

  it('that is withdrawn leaves nothing in the events that tells who it was', async () => {
    const shop = openShop();
    const ada = await shop.guest();
    await ada.call('PUT', '/consent', { version: '1', analytics: true });
    await report(shop, { eventId: 'evt_1', consumerId: ada.consumerId, userId: 'ada' });
    const before = await viewsOf(shop, 'ada');

    await ada.call('PUT', '/consent', { version: '2', analytics: false });

    expect([before, await viewsOf(shop, 'ada')]).toEqual([1, 0]);
  });
});
