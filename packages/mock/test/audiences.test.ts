import { describe, expect, it } from 'vitest';
import { adminOf, listed, paged, told } from './support/admin-of.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';

function create(shop: TestShop, more: object = {}): Promise<Answer> {
  return adminOf(shop).post('/audiences', { name: 'Friends', type: 'STATIC', ...more });
}

async function namesOf(shop: TestShop, query = ''): Promise<unknown[]> {
  return paged(await adminOf(shop).get(`/audiences${query}`)).map(({ name }) => name);
}

describe('audiences', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);

    const created = await create(shop, { description: 'By hand', metadata: { season: 'winter' } });
    const path = `/audiences/${created.body['id']}`;
    const changed = await admin.put(path, { name: 'Best friends', description: null });
    const archived = await admin.remove(path);
    const read = await admin.get(path);

    expect(created.body).toMatchObject({
      name: 'Friends',
      type: 'STATIC',
      description: 'By hand',
      metadata: { season: 'winter' },
      version: 1,
      groupId: null,
      rules: [],
      imports: [],
      archived: false,
    });
    expect(changed.body).toMatchObject({ name: 'Best friends', description: null, type: 'STATIC' });
    expect(archived.body).toMatchObject({ archived: true });
    expect(read.body).toEqual(archived.body);
    expect(await namesOf(shop)).not.toContain('Best friends');
    expect(told(await admin.put(path, { name: 'x' }))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('begin with the group by recency, frequency and money, which belongs to everybody', async () => {
    const shop = openShop();

    const names = await namesOf(shop, '?sortBy=name&sortDir=asc');

    expect(names).toEqual(['At risk', 'Champions', 'Lost', 'Loyal', 'New']);
  });

  it('are sorted, searched, and read page by page while others are added', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    for (const name of ['Beta', 'Alpha', 'Gamma alpha']) await create(shop, { name });

    const found = await namesOf(shop, '?search=alpha&sortBy=name&sortDir=asc');
    const first = await admin.get('/audiences?sortBy=name&sortDir=asc&first=2');
    await create(shop, { name: 'Aaron' });
    const { endCursor } = first.body['pageInfo'] as { endCursor: string };
    const second = await namesOf(shop, `?sortBy=name&sortDir=asc&first=2&after=${endCursor}`);

    expect(found).toEqual(['Alpha', 'Gamma alpha']);
    expect(paged(first).map(({ name }) => name)).toEqual(['Alpha', 'At risk']);
    expect(second).toEqual(['Beta', 'Champions']);
  });

  it('are sorted by when they were last evaluated, those that never were first', async () => {
    const shop = openShop();
    const early = await create(shop, { name: 'Early', type: 'DYNAMIC' });
    const late = await create(shop, { name: 'Late', type: 'DYNAMIC' });
    await adminOf(shop).get(`/audiences/${early.body['id']}/count`);
    await shop.platform.clock.advance('1m');
    await adminOf(shop).get(`/audiences/${late.body['id']}/count`);

    const names = await namesOf(shop, '?sortBy=lastRefreshedAt&sortDir=desc&first=2');

    expect(names).toEqual(['Late', 'Early']);
  });

  it('D6: of another organization are as unknown as any', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const theirs = await create(other);

    for (const id of [theirs.body['id'], 'aud_nowhere']) {
      for (const path of ['', '/count', '/status', '/members', '/rules', '/import']) {
        const answer = await adminOf(shop).get(`/audiences/${id}${path}`);

        expect([answer.status, answer.body['message']]).toEqual([404, 'There is no such audience.']);
      }
    }
  });
});

describe('members by hand', () => {
  it('are added once, listed and counted', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const [ada, bob] = [await shop.member('ada@example.com'), await shop.guest()];
    const { body } = await create(shop);
    const members = `/audiences/${body['id']}/members`;

    const added = await admin.post(members, { consumerIds: [ada.consumerId, bob.consumerId] });
    const again = await admin.post(members, { consumerIds: [ada.consumerId] });
    const page = await admin.get(`${members}?first=1`);
    const count = await admin.get(`/audiences/${body['id']}/count`);

    expect(added.body).toEqual({ audienceId: body['id'], added: 2, alreadyMembers: 0 });
    expect(again.body).toEqual({ audienceId: body['id'], added: 0, alreadyMembers: 1 });
    expect(paged(page)).toEqual([
      expect.objectContaining({ consumerId: ada.consumerId, email: 'ada@example.com' }),
    ]);
    expect(count.body).toEqual({ audienceId: body['id'], count: 2, source: 'members' });
  });

  it('are all added or none, and only to a static audience', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@example.com');
    const friends = await create(shop);
    const ruled = await create(shop, { type: 'DYNAMIC' });

    const unknown = await admin.post(`/audiences/${friends.body['id']}/members`, {
      consumerIds: [ada.consumerId, 'cons_nowhere'],
    });
    const wrong = await admin.post(`/audiences/${ruled.body['id']}/members`, {
      consumerIds: [ada.consumerId],
    });

    expect(told(unknown)).toEqual([404, 'not_found']);
    expect(told(wrong)).toEqual([409, 'conflict']);
    expect((await admin.get(`/audiences/${friends.body['id']}/count`)).body['count']).toBe(0);
  });

  it('stay members when a guest signs in', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@example.com');
    const guest = await shop.guest();
    const { body } = await create(shop);
    await admin.post(`/audiences/${body['id']}/members`, { consumerIds: [guest.consumerId] });

    await shop.member('ada@example.com', guest);

    const page = await admin.get(`/audiences/${body['id']}/members`);
    expect(paged(page).map(({ consumerId }) => consumerId)).toEqual([ada.consumerId]);
  });
});

describe('rules', () => {
  const friends = { attribute: 'email', operator: 'CONTAINS', value: '@friends.example' } as const;

  it('are made, read, changed, replaced and removed', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { body } = await create(shop, { type: 'DYNAMIC', rules: [friends] });
    const rules = `/audiences/${body['id']}/rules`;

    const made = await admin.post(rules, { attribute: 'totalOrders', operator: 'GREATER_THAN', value: 2 });
    const one = `${rules}/${made.body['id']}`;
    const changed = await admin.put(one, { attribute: 'ltv', operator: 'LESS_THAN', value: '99.5' });
    const read = await admin.get(one);
    const both = await admin.get(rules);
    const removed = await admin.remove(one);
    const replaced = await admin.put(rules, { rules: [] });

    expect(changed.body).toMatchObject({ attribute: 'ltv', value: '99.5', audienceId: body['id'] });
    expect(read.body).toEqual(changed.body);
    expect(listed(both)).toMatchObject([friends, { attribute: 'ltv' }]);
    expect(removed.body).toMatchObject({ id: made.body['id'], archived: true });
    expect(told(await admin.get(one))).toEqual([404, 'not_found']);
    expect(listed(replaced)).toEqual([]);
    expect((await admin.get(`/audiences/${body['id']}`)).body['version']).toBe(5);
    expect(shop.platform.defects).toEqual([]);
  });

  it('find whom they hold for at this moment, and nobody where there are none', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@friends.example');
    await shop.member('bob@others.example');
    const { body } = await create(shop, { type: 'DYNAMIC', rules: [friends] });
    const memberIds = async (): Promise<unknown[]> =>
      paged(await admin.get(`/audiences/${body['id']}/members`)).map(({ consumerId }) => consumerId);

    expect(await memberIds()).toEqual([ada.consumerId]);

    const carl = await shop.member('carl@friends.example');
    expect(await memberIds()).toEqual([ada.consumerId, carl.consumerId]);

    await admin.put(`/consumers/${ada.consumerId}`, { email: 'ada@others.example' });
    expect(await memberIds()).toEqual([carl.consumerId]);

    await admin.put(`/audiences/${body['id']}/rules`, { rules: [] });
    expect(await memberIds()).toEqual([]);
  });

  it.each([
    ['money as a number', { attribute: 'ltv', operator: 'GREATER_THAN', value: 100 }],
    ['a list where one value belongs', { attribute: 'totalOrders', operator: 'EQUALS', value: [1] }],
    ['one value where a list belongs', { attribute: 'email', operator: 'IN', value: 'a@b.example' }],
    ['a time without a zone', { attribute: 'createdAt', operator: 'LESS_THAN', value: '2026-01-01' }],
    ['an order of flags', { attribute: 'isGuest', operator: 'GREATER_THAN', value: false }],
    ['an attribute that is none', { attribute: 'shoeSize', operator: 'EQUALS', value: 42 }],
  ])('F1: are refused with %s', async (_, rule) => {
    const shop = openShop();
    const { body } = await create(shop, { type: 'DYNAMIC' });

    const answer = await adminOf(shop).post(`/audiences/${body['id']}/rules`, rule);

    expect(told(answer)).toEqual([400, 'validation_error']);
  });

  it('belong to dynamic audiences, and those of a group follow from it', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { body } = await create(shop);

    expect(told(await create(shop, { rules: [friends] }))).toEqual([400, 'validation_error']);
    expect(told(await admin.post(`/audiences/${body['id']}/rules`, friends))).toEqual([409, 'conflict']);
    expect(told(await admin.post('/audiences/aud_loyal_aurora/rules', friends))).toEqual([409, 'conflict']);
  });
});

describe('the status of an audience', () => {
  it('of rules is stale from the next thing that happens until it is evaluated again', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { body } = await create(shop, {
      type: 'DYNAMIC',
      rules: [{ attribute: 'isGuest', operator: 'EQUALS', value: true }],
    });
    const status = async (): Promise<unknown> =>
      (await admin.get(`/audiences/${body['id']}/status`)).body['stale'];

    expect(await status()).toBe(true);
    await admin.get(`/audiences/${body['id']}/count`);
    expect(await status()).toBe(false);

    const guest = await shop.guest();
    expect(await status()).toBe(true);
    const count = await admin.get(`/audiences/${body['id']}/count`);
    expect(count.body).toEqual({ audienceId: body['id'], count: 1, source: 'rules' });
    expect(await status()).toBe(false);

    const ada = await shop.member('ada@example.com', guest);
    expect(await status()).toBe(true);
    await admin.get(`/audiences/${body['id']}/count`);
    const changes = [
      () => shop.member('ada@example.com'),
      () => admin.put(`/consumers/${guest.consumerId}`, { smsOptOut: true }),
      () => ada.call('POST', `/queues/${shop.queueId}/enter`),
      () => admin.put(`/audiences/${body['id']}/rules`, { rules: [] }),
      () => admin.remove(`/consumers/${guest.consumerId}`),
    ];
    for (const change of changes) {
      await change();
      expect(await status()).toBe(true);
      await admin.get(`/audiences/${body['id']}/count`);
      expect(await status()).toBe(false);
    }
  });
});
