import { describe, expect, it } from 'vitest';
import { at } from './support/at.js';
import { openRelease } from './support/open-release.js';
import { openShop, start, type Answer, type TestShop } from './support/open-shop.js';
import { openToldShop } from './support/open-told-shop.js';

const admin = { service: 'admin' } as const;

function create(shop: TestShop, more: object = {}): Promise<Answer> {
  const { id: sequenceId } = shop.organization.sequence;
  const body = { sequenceId, name: 'Drop', supportsGuest: true, ...more };
  return shop.merchant('POST', '/timed-releases', body, admin);
}

function list(shop: TestShop, query = ''): Promise<Answer> {
  return shop.merchant('GET', `/timed-releases${query}`, undefined, admin);
}

describe('F1: timed releases, as a merchant sets them up', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();

    const created = await create(shop, { openAt: at(60) });
    const id = String(created.body['id']);
    const path = `/timed-releases/${id}`;
    const listed = await list(shop);
    const changed = await shop.merchant('PUT', path, { name: 'Second drop', openAt: null }, admin);
    const archived = await shop.merchant('DELETE', path, undefined, admin);
    const read = await shop.merchant('GET', path, undefined, admin);
    const left = await list(shop);

    expect(created.status).toBe(200);
    expect(created.body).toEqual({
      id,
      organizationId: shop.organization.id,
      createdAt: start,
      createdBy: created.body['createdBy'],
      archived: false,
      updatedAt: null,
      updatedBy: null,
      sequenceId: shop.organization.sequence.id,
      name: 'Drop',
      timeZone: 'UTC',
      openAt: at(60),
      closeAt: null,
      statusOverride: null,
      statusOverrideAt: null,
      statusOverrideBy: null,
      teardownStatus: null,
      supportsGuest: true,
    });
    expect(listed.body['data']).toEqual([created.body]);
    expect(changed.body).toEqual({
      ...created.body,
      name: 'Second drop',
      openAt: null,
      updatedAt: start,
      updatedBy: created.body['createdBy'],
    });
    expect(archived.body).toMatchObject({ id, archived: true, statusOverride: 'ended' });
    expect(read.body).toEqual(archived.body);
    expect(left.body['data']).toEqual([]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('let a change of their times count at once', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { openAt: at(60) });
    const ann = await shop.guest();

    const early = await release.enter(ann);
    await release.change({ openAt: null });
    const late = await release.enter(ann);

    expect(early).toMatchObject({ status: 423 });
    expect(late).toMatchObject({ status: 200, body: { status: 'ENTERED' } });
  });

  it('are gone for shoppers when they are archived, and cannot be changed any more', async () => {
    const shop = openShop();
    const release = await openRelease(shop);
    const ann = await shop.guest();
    await release.enter(ann);

    await shop.merchant('DELETE', `/timed-releases/${release.id}`, undefined, admin);

    expect(await release.enter(ann)).toMatchObject({ status: 404 });
    expect(await release.status(ann)).toMatchObject({ status: 'LEFT' });
    expect(await release.change({ name: 'Again' })).toMatchObject({
      status: 409,
      body: { error: 'conflict' },
    });
  });

  it('refuse guests where they say so', async () => {
    const shop = openShop();
    await shop.merchant('DELETE', `/queues/${shop.queueId}`, undefined, admin);
    const release = await openRelease(shop, { supportsGuest: false });

    expect(await release.enter(await shop.guest())).toMatchObject({
      status: 403,
      body: { error: 'forbidden' },
    });
    expect(await release.enter(await shop.member('ann@example.com'))).toMatchObject({ status: 200 });
  });

  it('tell the webhook endpoints which fields changed', async () => {
    const shop = openToldShop();
    const release = await openRelease(shop);

    await release.change({ name: 'Second drop', supportsGuest: true });

    const told = (await shop.told()).filter(({ type }) => type === 'distribution.updated');
    expect(told.map(({ data }) => data)).toEqual([
      {
        distributionId: release.id,
        distributionType: 'timed_release',
        updatedAt: start,
        changedFields: ['name'],
      },
    ]);
  });
});

describe('what a timed release may not be', () => {
  it.each([
    ['without a word about guests', { supportsGuest: undefined }],
    ['without a name', { name: '' }],
    ['with a capacity, which only other distributions have', { capacity: 5 }],
    ['closed before it opens', { openAt: at(60), closeAt: at(30) }],
  ])('%s', async (_what, more) => {
    const shop = openShop();

    expect(await create(shop, more)).toMatchObject({ status: 400, body: { error: 'validation_error' } });
    expect((await list(shop)).body['data']).toEqual([]);
  });
});

describe('D6: references of a timed release', () => {
  it.each([
    ['an unknown sequence', 'seq_unknown'],
    ['a sequence of another organization', 'seq_borealis'],
    ['a sequence of the other mode', 'seq_aurora_live'],
  ])('%s answers as an unknown one', async (_what, sequenceId) => {
    const shop = openShop();
    const release = await openRelease(shop);

    for (const answer of [await create(shop, { sequenceId }), await release.change({ sequenceId })]) {
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
      const other = openShop({ platform: shop.platform, organization: 1 });
      const release = await openRelease(other);
      const change = method === 'PUT' ? { name: 'Mine' } : undefined;

      const theirs = await shop.merchant(method, `/timed-releases/${release.id}`, change, admin);
      const unknown = await shop.merchant(method, '/timed-releases/unknown', change, admin);

      expect(theirs.status).toBe(404);
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
      expect((await list(shop)).body['data']).toEqual([]);
    },
  );
});

describe('pages of timed releases', () => {
  it('are filtered by name and sequence, sorted as asked, and read to their end by their cursors', async () => {
    const shop = openShop();
    for (const name of ['Beta', 'Alpha', 'Gamma']) await create(shop, { name });

    expect(namesOf(await list(shop))).toEqual(['Gamma', 'Alpha', 'Beta']);
    expect(namesOf(await list(shop, '?search=amm'))).toEqual(['Gamma']);
    expect(namesOf(await list(shop, '?sequenceId=seq_unknown'))).toEqual([]);
    const first = await list(shop, '?sortBy=name&sortDir=asc&first=2');
    const { endCursor } = first.body['pageInfo'] as { endCursor: string };
    await create(shop, { name: 'Aaron' });
    const second = await list(shop, `?sortBy=name&sortDir=asc&first=2&after=${endCursor}`);
    expect([...namesOf(first), ...namesOf(second)]).toEqual(['Alpha', 'Beta', 'Gamma']);
  });
});

function namesOf({ body }: Answer): string[] {
  return (body['data'] as { name: string }[]).map(({ name }) => name);
}
