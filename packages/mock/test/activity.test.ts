import { beforeEach, describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { openShop, type Answer, type TestShop, type TestShopper } from './support/open-shop.js';
import { countIn, readStream, type StreamReader } from './support/read-stream.js';

let shop: TestShop;
const path = (): string => `/experiences/${shop.experienceId}/activity`;

beforeEach(async () => {
  shop = openShop();
  await switchFeed({ activityFeed: true });
});

const switchFeed = (patch: object): Promise<Answer> =>
  adminOf(shop).put(`/experiences/${shop.experienceId}`, patch);

async function enter(): Promise<TestShopper> {
  const shopper = await shop.guest();
  await shopper.call('POST', `/experiences/${shop.experienceId}/enter`);
  await shopper.call('POST', `/queues/${shop.queueId}/enter`);
  return shopper;
}

async function feed(query = ''): Promise<{ activities: Record<string, unknown>[]; counts: object }> {
  const { status, body } = await shop.page('GET', path() + query);
  expect(status).toBe(200);
  return body as Awaited<ReturnType<typeof feed>>; // every answer is checked against the contract
}

describe('F14, I5: the activity feed of an experience', () => {
  it('is off until the merchant switches it on, and off again', async () => {
    const fresh = openShop();
    const off = await fresh.page('GET', `/experiences/${fresh.experienceId}/activity`);
    const on = (await adminOf(shop).get(`/experiences/${shop.experienceId}`)).body;
    await switchFeed({ activityFeed: false });

    expect(told(off)).toEqual([404, 'not_found']);
    expect(on['activityFeed']).toBe(true);
    expect(told(await shop.page('GET', path()))).toEqual([404, 'not_found']);
  });

  it('knows nothing of what happened before it was on', async () => {
    await switchFeed({ activityFeed: false });
    await enter();
    await switchFeed({ activityFeed: true });

    expect((await feed()).activities).toEqual([]);
  });

  it('tells what happened to the minute, the newest first, and to nobody', async () => {
    await shop.platform.clock.advance('17s');
    const shopper = await enter();
    await shop.platform.clock.advance('61s');
    await shop.merchant('POST', `/queues/${shop.queueId}/admit`, { consumerId: shopper.consumerId });

    const { activities, counts } = await feed();

    expect(activities.at(-1)).toEqual({
      activityId: expect.stringMatching(/^act_/) as string,
      kind: 'entered',
      mechanism: 'queue',
      at: '2026-11-22T10:00:00.000Z',
    });
    expect(counts).toMatchObject({ entered: 1, granted: 1 });
    expect(JSON.stringify(activities)).not.toMatch(/cons_|grant_/);
  });

  it('shows as much as is asked for, and counts all of it', async () => {
    for (let count = 0; count < 5; count += 1) await enter();

    expect((await feed('?limit=2')).activities).toHaveLength(2);
    expect((await feed('?limit=2')).counts).toMatchObject({ entered: 5 });
    expect(told(await shop.page('GET', `${path()}?limit=101`))).toEqual([400, 'validation_error']);
  });

  it('forgets after a day, and keeps a hundred at most', async () => {
    for (let count = 0; count < 101; count += 1) await enter();
    const full = (await feed('?limit=100')).activities;
    await shop.platform.clock.advance('25h');

    expect(full).toHaveLength(100);
    expect((await feed('?limit=100')).activities.filter(({ kind }) => kind === 'entered')).toEqual([]);
  });
});

describe('F13, F14: the stream of activity', () => {
  async function listen(headers: Record<string, string> = {}): Promise<StreamReader> {
    const { publishable } = shop.organization.keys.test;
    const url = `${shop.platform.origin}/consumer/api${path()}/stream`;
    return readStream(
      await shop.platform.fetch(url, { headers: { 'x-publishable-key': publishable, ...headers } }),
    );
  }

  it('begins with the feed, and goes on with what happens', async () => {
    const stream = await listen();
    await enter();
    const [first, second] = await stream.until(2);

    expect(first).toMatchObject({
      id: expect.stringMatching(/\.0$/) as string,
      event: 'feed',
      data: { activities: [] },
    });
    expect(second).toMatchObject({
      id: expect.stringMatching(/\.1$/) as string,
      event: 'activity',
      data: { kind: 'entered' },
    });
    expect(stream.text).not.toContain('cons_');
    expect(shop.platform.defects).toEqual([]);
  });

  it('goes on behind the last event, or begins anew where that is not known', async () => {
    await enter();
    await enter();
    const [{ id = '' } = {}] = await (await listen()).until(1);
    const resumed = await listen({ 'last-event-id': id.replace(/2$/, '1') });
    const lost = await listen({ 'last-event-id': id.replace(/2$/, '77') });

    expect((await resumed.rest()).map((each) => [countIn(each), each.event])).toEqual([['2', 'activity']]);
    expect((await lost.until(1))[0]?.event).toBe('reset');
  });

  it('ends when the feed is switched off, and after a few hours', async () => {
    const stream = await listen();
    await switchFeed({ activityFeed: false });
    await shop.platform.clock.advance('15s');
    await stream.end();
    await switchFeed({ activityFeed: true });
    const long = await listen();
    await shop.platform.clock.advance('4h');

    await expect(long.end()).resolves.toHaveLength(1);
  });

  it('wants a key, and nothing in the address', async () => {
    const none = await shop.platform.fetch(`${shop.platform.origin}/consumer/api${path()}/stream`);
    const inAddress = await shop.page('GET', `${path()}/stream?token=abc`);

    expect(none.status).toBe(401);
    expect(told(inAddress)).toEqual([400, 'validation_error']);
  });
});

describe('I5: impressions and clicks', () => {
  async function seen(): Promise<string> {
    await enter();
    return String((await feed()).activities[0]?.['activityId']);
  }
  const track = (events: object[], as: Pick<TestShopper, 'call'> = { call: shop.page }): Promise<Answer> =>
    as.call('POST', `${path()}/track`, { events });

  async function clicks(): Promise<unknown> {
    const measures = [{ name: 'clicks', unit: 'count', op: 'count', event: 'activity_click' }];
    const query = { interval: '1d', timeRange: 'last_1d', measures };
    return JSON.stringify((await adminOf(shop).post('/analytics/query', query)).body);
  }

  it('count once for every id, for what is in the feed, and turn up in analytics', async () => {
    const activityId = await seen();
    const click = { eventId: 'e1', type: 'click', activityId, at: '2026-11-22T09:59:00.000Z' };
    const first = await track([click, { ...click, eventId: 'e2', type: 'impression' }]);
    const again = await track([click, { ...click, eventId: 'e3', activityId: 'act_of_nothing' }]);

    expect(first.body).toEqual({ counted: 2 });
    expect(again.body).toEqual({ counted: 0 });
    expect(await clicks()).toMatch(/"clicks":"?1\b/);
  });

  it('are refused in one piece where one of them does not fit', async () => {
    const activityId = await seen();
    const good = { eventId: 'e1', type: 'click', activityId };

    expect(told(await track([good, { ...good, type: 'purchase' }]))).toEqual([400, 'validation_error']);
    expect(told(await track([]))).toEqual([400, 'validation_error']);
    expect(told(await track(Array.from({ length: 101 }, () => good)))).toEqual([400, 'validation_error']);
    expect((await track([good])).body).toEqual({ counted: 1 });
  });

  it('are not counted before the shopper agreed, where the shop asks for that', async () => {
    const activityId = await seen();
    await adminOf(shop).patch('/retention', { consentRequired: true });
    const shopper = await shop.guest();
    const event = { eventId: 'e1', type: 'click', activityId };

    const nobody = await track([event]);
    const undecided = await track([event], shopper);
    await shopper.call('PUT', '/consent', { version: '1', analytics: true });
    const agreed = await track([event], shopper);

    expect([told(nobody), told(undecided)]).toEqual([
      [403, 'consent_required'],
      [403, 'consent_required'],
    ]);
    expect(agreed.body).toEqual({ counted: 1 });
  });
});
