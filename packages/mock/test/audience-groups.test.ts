import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';

const tiers = [
  { name: 'Gold', startValue: '200', order: 2, iconName: 'star' },
  { name: 'Bronze', startValue: '0', order: 0 },
  { name: 'Silver', startValue: '100.00', order: 1 },
];

function create(shop: TestShop, more: object = {}): Promise<Answer> {
  return adminOf(shop).post('/audiences/loyalty-tiers', {
    groupName: 'Club',
    attribute: 'ltv',
    tiers,
    ...more,
  });
}

interface Tier {
  readonly id: string;
  readonly name: string;
  readonly rules: readonly { readonly operator: string; readonly value: unknown }[];
}

function tiersOf({ body }: Answer): readonly Tier[] {
  return body['audiences'] as readonly Tier[];
}

describe('loyalty tiers', () => {
  it('become audiences over ranges, each without its end', async () => {
    const shop = openShop();

    const created = await create(shop);
    const read = await adminOf(shop).get(`/audiences/groups/${created.body['id']}`);

    expect(created.body).toMatchObject({ groupName: 'Club', groupType: 'SEGMENTED_VALUE', attribute: 'ltv' });
    expect(read.body).toEqual(created.body);
    expect(
      tiersOf(created).map(({ name, rules }) => [
        name,
        ...rules.map(({ operator, value }) => [operator, value]),
      ]),
    ).toEqual([
      ['Bronze', ['GREATER_THAN_OR_EQUAL', '0'], ['LESS_THAN', '100.00']],
      ['Silver', ['GREATER_THAN_OR_EQUAL', '100.00'], ['LESS_THAN', '200']],
      ['Gold', ['GREATER_THAN_OR_EQUAL', '200']],
    ]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('hold every consumer exactly once, at the borders too', async () => {
    const shop = openShop();
    const ada = await shop.member('ada@example.com');
    const created = await create(shop, {
      attribute: 'totalEngagements',
      tiers: [
        { name: 'None', startValue: 0, endValue: 1, order: 0 },
        { name: 'Some', startValue: 1, order: 1 },
      ],
    });
    const names = async (): Promise<unknown[]> => {
      const { body } = await adminOf(shop).get(`/consumers/${ada.consumerId}?include=audiences`);
      return (body['audiences'] as readonly { name: string; groupId: unknown }[])
        .filter(({ groupId }) => groupId === created.body['id'])
        .map(({ name }) => name);
    };

    expect(await names()).toEqual(['None']);
    await ada.call('POST', `/queues/${shop.queueId}/enter`);
    expect(await names()).toEqual(['Some']);
  });

  it('keep their audience by their order when they change', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const created = await create(shop);
    const [bronze, silver, gold] = tiersOf(created);

    const changed = await admin.put(`/audiences/loyalty-tiers/${created.body['id']}`, {
      groupName: 'Circle',
      tiers: [
        { name: 'Copper', startValue: '0', order: 0 },
        { name: 'Platinum', startValue: '500', order: 3 },
      ],
    });

    expect(changed.body['groupName']).toBe('Circle');
    expect(tiersOf(changed).map(({ id, name }) => [id === bronze?.id, name])).toEqual([
      [true, 'Copper'],
      [false, 'Platinum'],
    ]);
    for (const tier of [silver, gold]) {
      expect((await admin.get(`/audiences/${tier?.id}`)).body['archived']).toBe(true);
    }
  });

  it.each([
    [
      'overlap',
      { tiers: [tiers[1], { name: 'Late', startValue: '50', endValue: '150', order: 5 }, tiers[2]] },
    ],
    ['end before they start', { tiers: [{ name: 'Empty', startValue: '10', endValue: '10', order: 0 }] }],
    ['share an order', { tiers: [tiers[0], { ...tiers[1], order: 2 }] }],
    ['have numbers for money', { tiers: [{ name: 'Number', startValue: 10, order: 0 }] }],
    ['have texts for numbers', { attribute: 'totalOrders' }],
    ['look at a text', { attribute: 'email' }],
  ])('F1: are refused where they %s', async (_, more) => {
    const answer = await create(openShop(), more);

    expect(told(answer)).toEqual([400, 'validation_error']);
  });

  it('refuse bounds that do not suit the attribute that the group has', async () => {
    const shop = openShop();
    const { body } = await create(shop);
    const path = `/audiences/loyalty-tiers/${String(body['id'])}`;
    const before = await adminOf(shop).get(`/audiences/groups/${String(body['id'])}`);

    const answer = await adminOf(shop).put(path, { tiers: [{ name: 'Number', startValue: 10, order: 0 }] });

    expect(told(answer)).toEqual([400, 'validation_error']);
    expect((await adminOf(shop).get(`/audiences/groups/${String(body['id'])}`)).body).toEqual(before.body);
  });

  it('need new tiers for another attribute', async () => {
    const shop = openShop();
    const { body } = await create(shop);

    const answer = await adminOf(shop).put(`/audiences/loyalty-tiers/${body['id']}`, {
      attribute: 'totalOrders',
    });

    expect(told(answer)).toEqual([400, 'validation_error']);
  });
});

describe('groups', () => {
  it('list the members of all their audiences', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const [ada, bob] = [await shop.member('ada@example.com'), await shop.member('bob@example.com')];
    const created = await create(shop);

    const first = await admin.get(`/audiences/groups/${created.body['id']}/members?first=1`);
    const { endCursor } = first.body['pageInfo'] as { endCursor: string };
    const second = await admin.get(`/audiences/groups/${created.body['id']}/members?after=${endCursor}`);

    expect([...paged(first), ...paged(second)].map(({ consumerId }) => consumerId)).toEqual([
      ada.consumerId,
      bob.consumerId,
    ]);
  });

  it('are archived with their audiences, and those of nobody else are touched', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const created = await create(shop);
    const path = `/audiences/groups/${created.body['id']}`;

    const archived = await admin.remove(path);

    expect(archived.body).toMatchObject({ archived: true, audiences: [] });
    expect((await admin.get(path)).body).toEqual(archived.body);
    expect(paged(await admin.get('/audiences'))).toHaveLength(5);
    expect(told(await admin.put(`/audiences/loyalty-tiers/${created.body['id']}`, {}))).toEqual([
      409,
      'conflict',
    ]);
  });

  it('D6: of another organization are as unknown as any, and the seeded ones have no tiers', async () => {
    const shop = openShop();
    const admin = adminOf(shop);

    expect(told(await admin.get('/audiences/groups/grp_rfm_borealis'))).toEqual([404, 'not_found']);
    expect(told(await admin.get('/audiences/groups/grp_nowhere/members'))).toEqual([404, 'not_found']);
    expect(told(await admin.put('/audiences/loyalty-tiers/grp_rfm_aurora', {}))).toEqual([409, 'conflict']);
    expect((await admin.get('/audiences/groups/grp_rfm_aurora')).body['groupType']).toBe('RFM');
  });
});
