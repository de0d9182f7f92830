import { describe, expect, it } from 'vitest';
import { at } from './support/at.js';
import { guests } from './support/guests.js';
import { openDraw } from './support/open-draw.js';
import { openToldShop } from './support/open-told-shop.js';
import { openShop, start, type Answer, type TestShop } from './support/open-shop.js';

const admin = { service: 'admin' } as const;

function create(shop: TestShop, more: object = {}): Promise<Answer> {
  const { id: sequenceId } = shop.organization.sequence;
  const body = { sequenceId, name: 'Raffle', drawAt: at(120), winnerCount: 3, ...more };
  return shop.merchant('POST', '/draws', body, admin);
}

function list(shop: TestShop, query = ''): Promise<Answer> {
  return shop.merchant('GET', `/draws${query}`, undefined, admin);
}

describe('F1: draws, as a merchant sets them up', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();

    const created = await create(shop);
    const id = String(created.body['id']);
    const listed = await list(shop);
    const changed = await shop.merchant('PUT', `/draws/${id}`, { winnerCount: 5, capacity: 10 }, admin);
    const archived = await shop.merchant('DELETE', `/draws/${id}`, undefined, admin);
    const read = await shop.merchant('GET', `/draws/${id}`, undefined, admin);
    const left = await list(shop);

    expect(created).toMatchObject({ status: 200, body: { id: expect.stringMatching(/^draw_/) } });
    expect(created.body).toEqual({
      id,
      organizationId: shop.organization.id,
      createdAt: start,
      createdBy: created.body['createdBy'],
      archived: false,
      updatedAt: null,
      updatedBy: null,
      sequenceId: shop.organization.sequence.id,
      name: 'Raffle',
      timeZone: 'UTC',
      openAt: null,
      closeAt: null,
      statusOverride: null,
      statusOverrideAt: null,
      statusOverrideBy: null,
      teardownStatus: null,
      drawAt: at(120),
      winnerCount: 3,
      supportsGuest: true,
      capacity: null,
      admissionExpirationSeconds: null,
      continueSelectingUntilCompleted: false,
      loyaltyBiasEnabled: false,
    });
    expect(listed.body['data']).toEqual([created.body]);
    expect(changed.body).toEqual({
      ...created.body,
      winnerCount: 5,
      capacity: 10,
      updatedAt: start,
      updatedBy: created.body['createdBy'],
    });
    expect(archived.body).toMatchObject({ id, archived: true, statusOverride: 'ended' });
    expect(read.body).toEqual(archived.body);
    expect(left.body['data']).toEqual([]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are told about in full where everything is said', async () => {
    const shop = openShop();
    const everything = {
      openAt: at(10),
      closeAt: at(60),
      timeZone: 'Europe/Berlin',
      capacity: 7,
      admissionExpirationSeconds: 300,
      continueSelectingUntilCompleted: true,
      loyaltyBiasEnabled: true,
      supportsGuest: false,
    };

    const created = await create(shop, everything);
    const emptied = await shop.merchant(
      'PUT',
      `/draws/${created.body['id']}`,
      { openAt: null, capacity: null, continueSelectingUntilCompleted: null },
      admin,
    );

    expect(created.body).toMatchObject(everything);
    expect(emptied.body).toMatchObject({
      openAt: null,
      capacity: null,
      continueSelectingUntilCompleted: null,
    });
  });

  it('let a change of their times count at once', async () => {
    const shop = openShop();
    const draw = await openDraw(shop, { openAt: at(30) });
    const ann = await shop.guest();

    const early = await draw.enter(ann);
    await draw.change({ openAt: null, closeAt: null, drawAt: at(10) });
    const late = await draw.enter(ann);
    await shop.platform.clock.advance('10s');

    expect(early).toMatchObject({ status: 423 });
    expect(late).toMatchObject({ status: 200, body: { status: 'ENTERED' } });
    expect(await draw.status(ann)).toMatchObject({ status: 'WON', wonAt: at(10) });
  });

  it('keep what had its effect: the times of entries that are in, and of winners that are drawn', async () => {
    const shop = openShop();
    const draw = await openDraw(shop, { continueSelectingUntilCompleted: true });
    for (const shopper of await guests(shop, 3)) await draw.enter(shopper);
    const told = async (patch: object): Promise<unknown[]> => {
      const { status, body } = await draw.change(patch);
      return [status, body['error']];
    };
    const refused = [409, 'conflict'];

    const open = [await told({ openAt: at(30) }), await told({ closeAt: at(50) })];
    await shop.platform.clock.advance('70s');
    const settling = [await told({ closeAt: at(100) }), await told({ drawAt: at(110) })];
    await shop.platform.clock.advance('60s');
    const drawn = [
      await told({ drawAt: at(9000) }),
      await told({ drawAt: at(9000), closeAt: at(8000) }),
      await told({ loyaltyBiasEnabled: true }),
      await told({ winnerCount: 2, drawAt: at(110) }),
    ];

    expect(open).toEqual([refused, [200, undefined]]);
    expect(settling).toEqual([refused, [200, undefined]]);
    expect(drawn).toEqual([refused, refused, refused, [200, undefined]]);
    expect((await shop.page('GET', `/draws/${draw.id}`)).body).toMatchObject({
      drawAt: at(110),
      closeAt: at(50),
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('cannot be changed any more when they are over or archived', async () => {
    const shop = openShop();
    const [over, archived] = [await openDraw(shop), await openDraw(shop)];
    await shop.merchant('DELETE', `/draws/${archived.id}`, undefined, admin);
    await shop.platform.clock.advance('2m');

    for (const draw of [over, archived]) {
      expect(await draw.change({ name: 'Again' })).toMatchObject({
        status: 409,
        body: { error: 'conflict' },
      });
    }
  });

  it('tell the webhook endpoints which fields changed', async () => {
    const shop = openToldShop();
    const draw = await openDraw(shop);

    await draw.change({ winnerCount: 2, name: 'Raffle' });
    await draw.change({ winnerCount: 2 });

    const told = (await shop.told()).filter(({ type }) => type === 'distribution.updated');
    expect(told.map(({ data }) => data)).toEqual([
      { distributionId: draw.id, distributionType: 'draw', updatedAt: start, changedFields: ['winnerCount'] },
    ]);
  });
});

describe('what a draw may not be', () => {
  it.each([
    ['without winners', { winnerCount: 0 }],
    ['with half a winner', { winnerCount: 1.5 }],
    ['without a time to draw', { drawAt: undefined }],
    ['drawn at a time that is none', { drawAt: 'tomorrow' }],
    ['with a field that nobody knows', { colour: 'red' }],
    ['closed before it opens', { openAt: at(60), closeAt: at(30) }],
    ['drawn before it opens', { openAt: at(121) }],
    ['drawn before it closes', { closeAt: at(121) }],
  ])('%s', async (_what, more) => {
    const shop = openShop();

    const refused = await create(shop, more);

    expect(refused).toMatchObject({ status: 400, body: { error: 'validation_error' } });
    expect((await list(shop)).body['data']).toEqual([]);
  });

  it.each([
    ['drawn before it closes', { drawAt: at(59) }],
    ['drawn before it opens', { openAt: at(200), closeAt: null }],
  ])('%s, after a change', async (_what, patch) => {
    const shop = openShop();
    const draw = await openDraw(shop);

    expect(await draw.change(patch)).toMatchObject({ status: 400, body: { error: 'validation_error' } });
    expect((await shop.page('GET', `/draws/${draw.id}`)).body).toMatchObject({ drawAt: at(120) });
  });
});

describe('D6: references of a draw', () => {
  it.each([
    ['an unknown sequence', 'seq_unknown'],
    ['a sequence of another organization', 'seq_borealis'],
    ['a sequence of the other mode', 'seq_aurora_live'],
  ])('%s answers as an unknown one', async (_what, sequenceId) => {
    const shop = openShop();
    const draw = await openDraw(shop);

    for (const answer of [await create(shop, { sequenceId }), await draw.change({ sequenceId })]) {
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
      const draw = await openDraw(other);
      const change = method === 'PUT' ? { name: 'Mine' } : undefined;

      const theirs = await shop.merchant(method, `/draws/${draw.id}`, change, admin);
      const unknown = await shop.merchant(method, '/draws/draw_unknown', change, admin);

      expect(theirs.status).toBe(404);
      expect({ ...theirs.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
      expect((await list(shop)).body['data']).toEqual([]);
      expect((await list(other)).body['data']).toHaveLength(1);
    },
  );

  it.each(['GET', 'PUT', 'DELETE'])('%s does not take a queue for a draw', async (method) => {
    const shop = openShop();
    const change = method === 'PUT' ? { name: 'Mine' } : undefined;

    expect(await shop.merchant(method, `/draws/${shop.queueId}`, change, admin)).toMatchObject({
      status: 404,
    });
  });
});

describe('pages of draws', () => {
  it('are filtered by name and sequence, and sorted as asked', async () => {
    const shop = openShop();
    for (const name of ['Beta', 'Alpha', 'Gamma']) await create(shop, { name });

    expect(namesOf(await list(shop))).toEqual(['Gamma', 'Alpha', 'Beta']);
    expect(namesOf(await list(shop, '?sortBy=name&sortDir=asc&first=2'))).toEqual(['Alpha', 'Beta']);
    expect(namesOf(await list(shop, '?search=amm'))).toEqual(['Gamma']);
    expect(namesOf(await list(shop, '?sequenceId=seq_unknown'))).toEqual([]);
  });

  it('are read to their end by their cursors, while others are added', async () => {
    const shop = openShop();
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) await create(shop, { name });

    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page = await list(shop, `?first=2${after === '' ? '' : `&after=${after}`}`);
      seen.push(...namesOf(page));
      after = (page.body['pageInfo'] as { endCursor: string | null }).endCursor;
      if (seen.length < 5) await create(shop, { name: 'Late' });
    }

    expect(seen).toEqual(['Five', 'Four', 'Three', 'Two', 'One']);
  });
});

function namesOf({ body }: Answer): string[] {
  return (body['data'] as { name: string }[]).map(({ name }) => name);
}
