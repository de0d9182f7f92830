import { describe, expect, it } from 'vitest';
import type { OwnState, RouteResult } from '@fanfare/contract';
import { adminOf } from './support/admin-of.js';
import { at } from './support/at.js';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';

/** A sequence with a queue of its own, in the experience of the shop. */
interface TestWay {
  readonly id: string;
  readonly queueId: string;
}

async function addWay(shop: TestShop, more: object = {}, queue: object = {}): Promise<TestWay> {
  const admin = adminOf(shop);
  const { body: made } = await admin.post('/sequences', {
    experienceId: shop.experienceId,
    name: 'Way',
    ...more,
  });
  const id = String(made['id']);
  const { body } = await admin.post('/queues', { sequenceId: id, name: 'Line', admitRate: 1, ...queue });
  return { id, queueId: String(body['id']) };
}

async function route(shop: TestShop, shopper: TestShopper, accessCode?: string): Promise<RouteResult> {
  const asked = accessCode === undefined ? {} : { accessCode };
  const { body } = await shopper.call('POST', `/experiences/${shop.experienceId}/route`, asked);
  return body as unknown as RouteResult;
}

async function visitor(shop: TestShop): Promise<TestShopper> {
  const ann = await shop.guest();
  await ann.call('POST', `/experiences/${shop.experienceId}/enter`);
  return ann;
}

const enter = async (shopper: TestShopper, { queueId }: TestWay): Promise<number> =>
  (await shopper.call('POST', `/queues/${queueId}/enter`)).status;

describe('routing among several sequences', () => {
  it('takes the way of the highest priority, and leaves the choice of another one that is free', async () => {
    const shop = openShop();
    const high = await addWay(shop, { name: 'High', priority: 10, color: '#ff0000' });
    const low = await addWay(shop, { name: 'Low', priority: -10 });
    const ann = await visitor(shop);

    const { outcome, selected, offers } = await route(shop, ann);

    expect([outcome, selected?.sequence.id, offers]).toEqual(['routed', high.id, []]);
    expect(selected?.sequence).toMatchObject({ priority: 10, color: '#ff0000', availability: 'open' });
    expect(selected).not.toHaveProperty('sequenceCapabilityGrant');
    expect(await enter(ann, low)).toBe(200);
    const { body } = await ann.call('GET', '/consumers/me');
    expect(body).toMatchObject({ active: { journeys: [{ sequenceId: low.id }] } });
    expect(shop.platform.defects).toEqual([]);
  });

  it('opens each way by its own code, and by that of the experience where it has none', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { body: made } = await admin.post('/experiences', {
      name: 'Guarded',
      accessCode: 'OUTER',
      sequence: { name: 'Plain', queues: [{ name: 'Q', admitRate: 1 }] },
    });
    const experienceId = String(made['id']);
    const inner = { experienceId, name: 'Inner', accessCode: 'INNER', priority: 5 };
    const { body: guarded } = await admin.post('/sequences', inner);
    const ann = await shop.guest();
    await ann.call('POST', `/experiences/${experienceId}/enter`);
    const ask = async (accessCode: string): Promise<RouteResult> => {
      const { body } = await ann.call('POST', `/experiences/${experienceId}/route`, { accessCode });
      return body as unknown as RouteResult;
    };

    expect(await ask('GUESS')).toMatchObject({
      outcome: 'gated',
      outcomeReasons: [{ code: 'ACCESS_CODE_INVALID' }],
    });
    const outer = await ask('OUTER');
    expect(outer).toMatchObject({
      outcome: 'routed',
      selected: { sequence: { name: 'Plain' }, sequenceCapabilityGrant: expect.stringMatching(/^scg_/) },
      offers: [{ sequence: { name: 'Inner' }, gates: [{ type: 'access_code', status: 'missing' }] }],
    });
    expect(await ask('INNER')).toMatchObject({
      outcome: 'routed',
      selected: { sequence: { id: guarded['id'] } },
      offers: [],
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('lets nobody into a way that is gated, whatever else is free', async () => {
    const shop = openShop();
    const coded = await addWay(shop, { accessCode: 'FRIENDS', priority: 5 });
    const members = await addWay(shop, { priority: 4 }, { supportsGuest: false });
    const ann = await visitor(shop);

    const { outcome, offers } = await route(shop, ann);

    expect(outcome).toBe('routed');
    expect(offers.map(({ sequence: { id } }) => id)).toEqual([coded.id, members.id]);
    expect([await enter(ann, coded), await enter(ann, members)]).toEqual([403, 403]);
    await route(shop, ann, 'FRIENDS');
    expect([await enter(ann, coded), await enter(ann, members)]).toEqual([200, 403]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('knows members of an audience, and forgets those who are taken out of it', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { body: audience } = await admin.post('/audiences', { name: 'Insiders', type: 'STATIC' });
    const way = await addWay(shop, { priority: 5, audienceId: audience['id'] });
    const [ann, bob] = [await visitor(shop), await visitor(shop)];
    const path = `/audiences/${String(audience['id'])}`;
    await admin.post(`${path}/members`, { consumerIds: [ann.consumerId] });

    expect((await route(shop, ann)).selected?.sequence.id).toBe(way.id);
    expect((await route(shop, bob)).selected?.sequence.id).toBe(shop.organization.sequence.id);
    expect(await enter(bob, way)).toBe(403);
    await admin.remove(path);
    expect((await route(shop, ann)).selected?.sequence.id).toBe(shop.organization.sequence.id);
    const { body } = await shop.page('GET', `/experiences/${shop.experienceId}`);
    expect(body).toMatchObject({ hasProtectedSequences: true });
    expect(shop.platform.defects).toEqual([]);
  });

  it('tells whether a way is open, upcoming, taking names or closed', async () => {
    const shop = openShop();
    const way = await addWay(shop, { priority: 5 }, { openAt: at(60), closeAt: at(120) });
    const ann = await visitor(shop);
    const availability = async () => (await route(shop, ann)).selected?.sequence.availability;

    expect(await availability()).toBe('upcoming');
    await adminOf(shop).post('/waitlists', { sequenceId: way.id });
    expect(await availability()).toBe('waitlist');
    await shop.platform.clock.advance('60s');
    expect(await availability()).toBe('open');
    await shop.platform.clock.advance('60s');
    expect(await availability()).toBe('closed');
  });

  it('follows a journey in each experience that was entered', async () => {
    const shop = openShop();
    const { body: made } = await adminOf(shop).post('/experiences', {
      name: 'Second',
      sequence: { name: 'Members', queues: [{ name: 'Q', admitRate: 1, supportsGuest: false }] },
    });
    const ann = await visitor(shop);
    await ann.call('POST', `/experiences/${String(made['id'])}/enter`);
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    const journeys = async () =>
      ((await ann.call('GET', '/consumers/me')).body as unknown as OwnState).active.journeys;

    expect(await journeys()).toMatchObject([
      { journeyStage: 'routed', experienceId: shop.experienceId, sequence: { phase: 'participating' } },
      { journeyStage: 'gated', experienceId: made['id'], gates: [{ type: 'authentication' }] },
    ]);
    await ann.call('DELETE', `/experiences/${shop.experienceId}/leave`);
    expect(await journeys()).toMatchObject([{ experienceId: made['id'] }]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('shows where the shopper is now, and what is next once they come back', async () => {
    const shop = openShop();
    const way = await addWay(shop, { priority: 5 });
    const ann = await visitor(shop);
    const first = async () =>
      ((await ann.call('GET', '/consumers/me')).body as unknown as OwnState).active.journeys[0];
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    await shop.merchant('POST', `/queues/${shop.queueId}/admit`, { consumerId: ann.consumerId });
    await shop.merchant('POST', `/queues/${shop.queueId}/complete`, { consumerId: ann.consumerId });
    const { id: sequenceId } = shop.organization.sequence;

    expect(await first()).toMatchObject({ sequenceId, sequence: { phase: 'ended' } });
    await ann.call('POST', `/experiences/${shop.experienceId}/enter`);
    expect(await first()).toMatchObject({ sequenceId: way.id, sequence: { phase: 'enterable' } });
    await enter(ann, way);
    expect(await first()).toMatchObject({ sequenceId: way.id, sequence: { phase: 'participating' } });
    await ann.call('POST', `/queues/${way.queueId}/leave`);
    expect(await first()).toMatchObject({ sequence: { phase: 'ended', outcome: { type: 'left' } } });
    expect(shop.platform.defects).toEqual([]);
  });

  it('names the ways that would open beside the one that is taken', async () => {
    const shop = openShop();
    const way = await addWay(shop, { accessCode: 'FRIENDS' });
    const ann = await visitor(shop);

    const { body } = await ann.call('GET', '/consumers/me');

    expect(body).toMatchObject({
      active: {
        journeys: [{ journeyStage: 'routed', offers: [{ sequence: { id: way.id }, status: 'gated' }] }],
      },
    });
  });
});
