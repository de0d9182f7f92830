import { describe, expect, it } from 'vitest';
import type { AdminExperience } from '@fanfare/contract/admin';
import { adminOf, paged, told } from './support/admin-of.js';
import { at } from './support/at.js';
import { journeyOf } from './support/journey-of.js';
import { openShop, type TestShop } from './support/open-shop.js';
import { setUpProduct } from './support/set-up-product.js';

async function create(shop: TestShop, body: object): Promise<AdminExperience> {
  const { status, body: made } = await adminOf(shop).post('/experiences', body);
  expect([status, made['error'], made['message']]).toEqual([200, undefined, undefined]);
  return made as unknown as AdminExperience;
}

/** One of each mechanism. */
const everything = {
  queues: [{ name: 'Line', admitRate: 10, openAt: at(60), closeAt: at(600) }],
  draws: [{ name: 'Raffle', drawAt: at(900), winnerCount: 2, openAt: at(120), closeAt: at(900) }],
  auctions: [{ name: 'Auction', settleAt: at(1200), openAt: at(60), closeAt: at(1200) }],
  appointments: [{ name: 'Fitting', openAt: at(60), closeAt: at(3600), slotDurationMinutes: 15 }],
  timedReleases: [{ name: 'Release', supportsGuest: false, openAt: at(30), closeAt: at(600) }],
};

describe('the experiences of a merchant', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);

    const made = await create(shop, { name: 'Spring drop', timeZone: 'America/New_York' });
    expect(made).toMatchObject({ name: 'Spring drop', archived: false, accessCode: null, sequences: [] });
    expect(paged(await admin.get('/experiences')).map(({ id }) => id)).toEqual([made.id, shop.experienceId]);
    const { body: changed } = await admin.put(`/experiences/${made.id}`, {
      name: 'Summer drop',
      theme: { primary: '#1f4fd8', logoUrl: 'https://cdn.example.com/logo.svg' },
      i18n: { de: { title: 'Sommer' } },
    });
    expect(changed).toMatchObject({ name: 'Summer drop', timeZone: 'America/New_York', updatedAt: at(0) });
    expect((await shop.page('GET', `/experiences/${made.id}`)).body).toMatchObject({
      name: 'Summer drop',
      theme: { primary: '#1f4fd8' },
      i18n: { de: { title: 'Sommer' } },
    });

    expect((await admin.remove(`/experiences/${made.id}`)).body).toMatchObject({ archived: true });
    expect((await admin.get(`/experiences/${made.id}`)).body).toMatchObject({ archived: true });
    expect(paged(await admin.get('/experiences'))).toHaveLength(1);
    expect(told(await admin.put(`/experiences/${made.id}`, { name: 'Late' }))).toEqual([409, 'conflict']);
    expect(await shop.page('GET', `/experiences/${made.id}`)).toMatchObject({ status: 404 });
    expect(shop.platform.defects).toEqual([]);
  });

  it('take everything that they hand out with them, and open and close with it', async () => {
    const shop = openShop();
    const { id: productId, variants } = await setUpProduct(shop, {
      variants: [{ sku: 'NOVA-42', price: '99.00', inventoryQuantity: 5, inventoryPolicy: 'deny' }],
    });

    const made = await create(shop, {
      name: 'All of it',
      products: [{ productId, productVariantId: variants['NOVA-42'], isPrimary: true }],
      sequence: {
        name: 'Friends',
        accessCode: 'FRIENDS',
        priority: 7,
        productSelectionMode: 'SYSTEM_ASSIGNED',
        sequenceProducts: [{ productId, weight: 5 }],
        ...everything,
      },
    });

    expect(made).toMatchObject({ openAt: at(30), closeAt: at(3600), hasProtectedSequences: true });
    expect(made.products).toMatchObject([{ productId, productVariant: { price: '99.00' } }]);
    const [sequence] = made.sequences ?? [];
    expect(sequence).toMatchObject({
      name: 'Friends',
      accessCode: 'FRIENDS',
      priority: 7,
      productSelectionMode: 'SYSTEM_ASSIGNED',
      queues: [{ name: 'Line', sequenceId: sequence?.id }],
      draws: [{ name: 'Raffle' }],
      auctions: [{ name: 'Auction' }],
      appointments: [{ name: 'Fitting' }],
      timedReleases: [{ name: 'Release', timeZone: 'Europe/Berlin' }],
    });
    expect((await adminOf(shop).get(`/sequences/${sequence?.id}/products`)).body).toMatchObject([
      { productId, weight: 5 },
    ]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('end with the settling of what nobody closes, and never where something stays open', async () => {
    const shop = openShop();
    const { openAt, ...draw } = { name: 'D', winnerCount: 1, drawAt: '2026-11-22T12:00:00Z', openAt: at(60) };
    const auction = { name: 'A', openAt: at(60), settleAt: '2026-11-22T12:00:00.500Z' };
    const settled = { name: 'X', draws: [{ ...draw, openAt }], auctions: [auction] };

    const ending = await create(shop, { name: 'Ending', sequence: settled });
    const lasting = await create(shop, {
      name: 'Lasting',
      sequence: { ...settled, draws: [draw], queues: [{ name: 'Q', admitRate: 1 }] },
    });

    expect(ending).toMatchObject({ openAt: at(60), closeAt: '2026-11-22T12:00:00.500Z' });
    expect(lasting).toMatchObject({ openAt: null, closeAt: null });
  });

  it('keep the code of a sequence from shoppers (D9)', async () => {
    const shop = openShop();
    const made = await create(shop, {
      name: 'Secret',
      accessCode: 'OUTER',
      sequence: { name: 'Inner', accessCode: 'INNER', ...everything },
    });

    const ann = await shop.guest();
    const shown = [
      await shop.page('GET', `/experiences/${made.id}`),
      await ann.call('POST', `/experiences/${made.id}/enter`),
      await ann.call('POST', `/experiences/${made.id}/route`, {}),
      await ann.call('GET', '/consumers/me'),
    ];

    for (const { status, body } of shown) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/OUTER|INNER/);
    }
  });

  it.each([
    ['a product', { products: [{ productId: 'prod_nowhere' }] }, 404],
    ['an audience', { sequence: { name: 'X', audienceId: 'aud_nowhere', ...everything } }, 404],
    [
      'a carried product',
      { sequence: { name: 'X', sequenceProducts: [{ productId: 'p', weight: 1 }] } },
      404,
    ],
    ['a time zone', { timeZone: 'Mars/Olympus', sequence: { name: 'X', ...everything } }, 400],
    [
      'the last distribution',
      {
        sequence: {
          name: 'X',
          ...everything,
          timedReleases: [{ name: 'R', supportsGuest: true, openAt: at(9), closeAt: at(8) }],
        },
      },
      400,
    ],
    [
      'a draw',
      { sequence: { name: 'X', draws: [{ name: 'D', drawAt: at(5), winnerCount: 1, openAt: at(6) }] } },
      400,
    ],
  ])('are not created at all where %s is wrong', async (_, body, status) => {
    const shop = openShop();
    const admin = adminOf(shop);
    const before = await everythingOf(shop);

    expect((await admin.post('/experiences', { name: 'Half', ...body })).status).toBe(status);

    expect(await everythingOf(shop)).toEqual(before);
    expect(shop.platform.defects).toEqual([]);
  });

  it.each([
    [{ theme: { primary: 'red; background: url(//evil.example)' } }],
    [{ theme: { fontFamily: 'Inter; } body { display: none' } }],
    [{ theme: { logoUrl: 'javascript:alert(1)' } }],
    [{ accessCode: 'X' }],
    [{ products: [] }],
    [{ timeZone: 'Mars/Olympus' }],
  ])('F1: are not changed by %j', async (patch) => {
    const shop = openShop();

    const answer = await adminOf(shop).put(`/experiences/${shop.experienceId}`, patch);

    expect(told(answer)).toEqual([400, 'validation_error']);
  });

  it('take their sequences and distributions along when they are archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const made = await create(shop, {
      name: 'Short',
      sequence: { name: 'Way', queues: [{ name: 'Q', admitRate: 1 }] },
    });
    const [sequence] = made.sequences ?? [];
    const queueId = String(sequence?.queues?.[0]?.id);
    const ann = await shop.guest();
    expect(await ann.call('POST', `/queues/${queueId}/enter`)).toMatchObject({ status: 200 });

    await admin.remove(`/experiences/${made.id}`);

    expect((await admin.get(`/sequences/${sequence?.id}`)).body).toMatchObject({ archived: true });
    expect((await admin.get(`/queues/${queueId}`)).body).toMatchObject({
      archived: true,
      statusOverride: 'ended',
    });
    const newcomer = await shop.guest();
    expect(await newcomer.call('GET', `/queues/${queueId}/status`)).toMatchObject({ status: 404 });
    expect(await journeyOf(ann)).toMatchObject({ phase: 'ended', outcome: { type: 'closed' } });
    const { body: alive } = await shop.page('POST', '/experiences/archived-status', {
      experienceIds: [made.id],
    });
    expect(alive).toEqual({ liveExperienceIds: [] });
    expect(shop.platform.defects).toEqual([]);
  });

  it('are sorted, searched and read page by page, also while more are made', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    for (const name of ['Beta', 'Alpha', 'Gamma']) await create(shop, { name });

    const byName = paged(await admin.get('/experiences?sortBy=name&sortDir=asc')).map(({ name }) => name);
    expect(byName).toEqual(['Alpha', 'Aurora One, the winter drop', 'Beta', 'Gamma']);
    expect(paged(await admin.get('/experiences?search=AMM')).map(({ name }) => name)).toEqual(['Gamma']);
    const first = await admin.get('/experiences?sortBy=name&sortDir=asc&first=2');
    await create(shop, { name: 'Aaron' });
    const { endCursor } = first.body['pageInfo'] as { endCursor: string };
    const rest = paged(await admin.get(`/experiences?sortBy=name&sortDir=asc&first=9&after=${endCursor}`));
    expect(rest.map(({ name }) => name)).toEqual(['Beta', 'Gamma']);
  });

  it('D6: are not there for another organization', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const about = async (id: string) => {
      const admin = adminOf(other);
      const answers = [
        await admin.get(`/experiences/${id}`),
        await admin.put(`/experiences/${id}`, { name: 'Mine' }),
        await admin.remove(`/experiences/${id}`),
        await admin.get(`/experiences/${id}/metrics`),
        await admin.post('/sequences', { experienceId: id, name: 'Mine' }),
      ];
      return answers.map(({ status, body }) => [status, body['error'], body['message']]);
    };

    expect(await about(shop.experienceId)).toEqual(await about('exp_nowhere'));
    expect(new Set((await about(shop.experienceId)).map(([status]) => status))).toEqual(new Set([404]));
  });
});

describe('the metrics of an experience', () => {
  it('count who waits for how many days, and whom it is meant for', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { body: audience } = await admin.post('/audiences', { name: 'Insiders', type: 'STATIC' });
    const { id: sequenceId } = shop.organization.sequence;
    const { body: waitlist } = await admin.post('/waitlists', { sequenceId });
    const enter = async () => {
      const ann = await shop.guest();
      await ann.call('POST', `/waitlists/${String(waitlist['id'])}/enter`);
      return ann.consumerId;
    };
    await enter();
    await shop.platform.clock.advance('96h');
    await enter();
    await enter();
    await shop.platform.clock.advance('30h');
    const member = await enter();
    await admin.post(`/audiences/${String(audience['id'])}/members`, { consumerIds: [member] });
    await admin.put(`/sequences/${sequenceId}`, { audienceId: audience['id'] });

    const { body } = await admin.get(`/experiences/${shop.experienceId}/metrics`);

    expect(body).toEqual({
      sequences: {
        [sequenceId]: {
          waitlistSize: 4,
          audienceSize: 1,
          audienceName: 'Insiders',
          waitlistSize1d: 1,
          waitlistSize2d: 2,
          waitlistSize3d: 0,
          waitlistSize4d: 0,
          waitlistSize5d: 0,
          waitlistSize5plus: 1,
        },
      },
    });
    expect((await admin.get(`/sequences/${sequenceId}/metrics`)).body).toEqual({ subscriberCount: 4 });
    expect(shop.platform.defects).toEqual([]);
  });
});

async function everythingOf(shop: TestShop): Promise<unknown> {
  const lists = ['experiences', 'sequences', 'queues', 'draws', 'auctions', 'appointments', 'timed-releases'];
  return Promise.all(lists.map(async (list) => (await adminOf(shop).get(`/${list}`)).body['data']));
}
