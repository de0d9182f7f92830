import { describe, expect, it } from 'vitest';
import { openReceiver } from './support/open-receiver.js';
import { openOffer } from './support/open-offer.js';
import { openShop, start, type Answer, type TestShop } from './support/open-shop.js';

const admin = { service: 'admin' } as const;

function body(shop: TestShop, more: object = {}): object {
  return { sequenceId: shop.organization.sequence.id, name: 'Second line', admitRate: 60, ...more };
}

async function create(shop: TestShop, more: object = {}): Promise<Answer> {
  return shop.merchant('POST', '/queues', body(shop, more), admin);
}

describe('A2: queues, as a merchant sets them up', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();

    const created = await create(shop);
    const id = String(created.body['id']);
    const listed = await shop.merchant('GET', '/queues', undefined, admin);
    const changed = await shop.merchant('PUT', `/queues/${id}`, { admitRate: 6, closeAt: null }, admin);
    const archived = await shop.merchant('DELETE', `/queues/${id}`, undefined, admin);
    const read = await shop.merchant('GET', `/queues/${id}`, undefined, admin);
    const left = await shop.merchant('GET', '/queues', undefined, admin);

    expect(created.status).toBe(200);
    expect(created.body).toMatchObject({
      name: 'Second line',
      admitRate: 60,
      archived: false,
      capacity: null,
    });
    expect(idsOf(listed)).toEqual([id, shop.queueId]);
    expect(changed.body).toMatchObject({ id, admitRate: 6, name: 'Second line', updatedAt: start });
    expect(archived.body).toMatchObject({
      id,
      archived: true,
      statusOverride: 'ended',
      teardownStatus: 'completed',
    });
    expect(read.body).toEqual(archived.body);
    expect(idsOf(left)).toEqual([shop.queueId]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('work like the one that was there from the start', async () => {
    const shop = openShop();
    const { body: queue } = await create(shop);
    const ann = await shop.guest();

    await ann.call('POST', `/queues/${queue['id']}/enter`);
    const waiting = await ann.call('GET', `/queues/${queue['id']}/status`);
    await shop.platform.clock.advance('1s');
    const granted = await ann.call('GET', '/consumers/me');

    expect(waiting.body).toMatchObject({ status: 'QUEUED', position: 1 });
    expect(granted.body).toMatchObject({
      active: { journeys: [{ sequence: { phase: 'granted', distribution: { id: queue['id'] } } }] },
    });
  });

  it('let a change of their rules count at once', async () => {
    const shop = openShop();
    const { body: queue } = await create(shop, { openAt: '2026-11-22T12:00:00.000Z' });
    const ann = await shop.guest();

    const early = await ann.call('POST', `/queues/${queue['id']}/enter`);
    await shop.merchant('PUT', `/queues/${queue['id']}`, { openAt: start }, admin);
    const late = await ann.call('POST', `/queues/${queue['id']}/enter`);

    expect(early).toMatchObject({ status: 423, body: { error: 'not_open' } });
    expect(late).toMatchObject({ status: 200, body: { status: 'QUEUED' } });
  });

  it('stay in their experience while somebody takes part, and move within it', async () => {
    const shop = openShop();
    const { sequenceId } = await openOffer(shop, { productIds: [shop.organization.product.id] });
    const { experienceId } = shop;
    const sibling = await shop.merchant('POST', '/sequences', { experienceId, name: 'Second' }, admin);
    const ann = await shop.guest();
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    const move = async (to: unknown): Promise<number> =>
      (await shop.merchant('PUT', `/queues/${shop.queueId}`, { sequenceId: to }, admin)).status;

    expect(await move(sequenceId)).toBe(409);
    expect(await move(sibling.body['id'])).toBe(200);
    await ann.call('POST', `/queues/${shop.queueId}/leave`);
    expect(await move(sequenceId)).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });

  it('turn everybody away when they are archived, and are gone for shoppers', async () => {
    const shop = openShop();
    const { body: queue } = await create(shop);
    const ann = await shop.guest();
    await ann.call('POST', `/queues/${queue['id']}/enter`);

    await shop.merchant('DELETE', `/queues/${queue['id']}`, undefined, admin);

    const newcomer = await shop.guest();
    expect(await newcomer.call('GET', `/queues/${queue['id']}/status`)).toMatchObject({ status: 404 });
    expect(await ann.call('POST', `/queues/${queue['id']}/enter`)).toMatchObject({ status: 404 });
    expect((await ann.call('GET', `/queues/${queue['id']}/status`)).body).toMatchObject({
      status: 'DENIED',
      reason: 'QUEUE_CLOSED',
    });
    expect(await shop.merchant('PUT', `/queues/${queue['id']}`, { name: 'Again' }, admin)).toMatchObject({
      status: 409,
      body: { error: 'conflict' },
    });
  });

  it('tell the webhook endpoints which fields changed, and nothing where nothing did', async () => {
    const receiver = await openReceiver();
    const shop = openShop();
    const { id: organizationId } = shop.organization;
    shop.platform.addWebhookEndpoint({ organizationId, url: receiver.url, events: ['distribution.updated'] });
    const same = shop.organization.queue.name;

    await shop.merchant('PUT', `/queues/${shop.queueId}`, { admitRate: 5, name: same }, admin);
    await shop.merchant('PUT', `/queues/${shop.queueId}`, { admitRate: 5 }, admin);
    await shop.platform.settle();
    await receiver.close();

    expect(receiver.received.map(({ event }) => event.data)).toMatchObject([
      { distributionId: shop.queueId, distributionType: 'queue', changedFields: ['admitRate'] },
    ]);
  });
});

describe('D6: references of a queue', () => {
  it.each([
    ['an unknown sequence', 'seq_unknown'],
    ['a sequence of another organization', 'seq_borealis'],
    ['a sequence of the other mode', 'seq_aurora_live'],
  ])('%s answers as an unknown one', async (_what, sequenceId) => {
    const shop = openShop();

    const made = await create(shop, { sequenceId });
    const moved = await shop.merchant('PUT', `/queues/${shop.queueId}`, { sequenceId }, admin);

    for (const answer of [made, moved]) {
      expect(answer).toMatchObject({
        status: 404,
        body: { error: 'not_found', message: 'There is no such sequence.' },
      });
    }
  });

  it.each(['GET', 'PUT', 'DELETE'])(
    '%s of another organization answers as for an unknown one',
    async (method) => {
      const shop = openShop();
      const change = method === 'PUT' ? { name: 'Mine' } : undefined;

      const theirs = await shop.merchant(method, '/queues/queue_borealis', change, admin);
      const unknown = await shop.merchant(method, '/queues/queue_unknown', change, admin);

      expect(theirs.status).toBe(404);
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    },
  );
});

describe('F1: what a queue may not be', () => {
  it.each([
    ['without a rate', { admitRate: undefined }],
    ['with a rate of none', { admitRate: 0 }],
    ['with a field that nobody knows', { colour: 'red' }],
    ['closed before it opens', { openAt: '2026-11-23T10:00:00Z', closeAt: '2026-11-22T10:00:00Z' }],
  ])('%s', async (_what, more) => {
    const shop = openShop();

    const refused = await create(shop, more);

    expect(refused).toMatchObject({ status: 400, body: { error: 'validation_error' } });
    expect(idsOf(await shop.merchant('GET', '/queues', undefined, admin))).toEqual([shop.queueId]);
  });
});

describe('pages of queues', () => {
  it('are filtered by name and sequence, and sorted as asked', async () => {
    const shop = openShop();
    for (const name of ['Beta', 'Alpha', 'Gamma']) await create(shop, { name });

    const byName = await shop.merchant('GET', '/queues?sortBy=name&sortDir=asc&first=2', undefined, admin);
    const found = await shop.merchant('GET', '/queues?search=amm', undefined, admin);
    const elsewhere = await shop.merchant('GET', '/queues?sequenceId=seq_unknown', undefined, admin);

    expect(namesOf(byName)).toEqual(['Alpha', 'Beta']);
    expect(namesOf(found)).toEqual(['Gamma']);
    expect(namesOf(elsewhere)).toEqual([]);
  });

  it('are read to their end while others are added, without losing or doubling one', async () => {
    const shop = openShop();
    const before = [shop.queueId];
    for (let index = 0; index < 9; index += 1) before.unshift(String((await create(shop)).body['id']));

    const seen: string[] = [];
    let after = '';
    for (let page = 0; page < 10; page += 1) {
      const answer = await shop.merchant('GET', `/queues?first=3${after}`, undefined, admin);
      seen.push(...idsOf(answer));
      await create(shop);
      const { endCursor } = answer.body['pageInfo'] as { endCursor: string | null };
      if (endCursor === null) break;
      after = `&after=${endCursor}`;
    }

    expect(seen).toEqual(before);
  });

  it.each([
    ['a cursor that is none', 'first=2&after=abc'],
    ['a size of 101', 'first=101'],
    ['a size that is no number', 'first=two'],
    ['both directions at once', 'first=2&last=2'],
    ['an order that there is not', 'sortBy=colour'],
    ['a parameter that nobody knows', 'page=2'],
  ])('are refused with %s', async (_what, query) => {
    const shop = openShop();

    const answer = await shop.merchant('GET', `/queues?${query}`, undefined, admin);

    expect(answer).toMatchObject({ status: 400, body: { error: 'validation_error' } });
  });
});

function idsOf({ body }: Answer): string[] {
  return (body['data'] as { id: string }[]).map(({ id }) => id);
}

function namesOf({ body }: Answer): string[] {
  return (body['data'] as { name: string }[]).map(({ name }) => name);
}
