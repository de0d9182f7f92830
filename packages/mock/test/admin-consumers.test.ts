import { describe, expect, it } from 'vitest';
import { admitted } from './support/admitted.js';
import { adminOf, listed, told } from './support/admin-of.js';
import { checkOut } from './support/check-out.js';
import { openShop, start } from './support/open-shop.js';
import { openToldShop } from './support/open-told-shop.js';

describe('a consumer', () => {
  it('is read with what they have proven and done', async () => {
    const shop = openShop();
    const ada = await shop.member('Ada@example.com');
    const { grant } = await admitted(shop, ada);
    const order = await checkOut(shop, grant);
    await shop.platform.fetch(String(order.body['checkoutUrl']), {
      method: 'POST',
      body: new URLSearchParams({ action: 'pay' }),
      redirect: 'manual',
    });

    const { body } = await adminOf(shop).get(`/consumers/${ada.consumerId}?include=audiences,orders`);

    expect(body).toMatchObject({
      id: ada.consumerId,
      organizationId: 'org_aurora',
      email: 'ada@example.com',
      emailVerified: true,
      phoneVerified: false,
      status: 'ACTIVE',
      lastLoginAt: start,
      totalOrders: 1,
      ltv: '149.00',
      aov: '149.00',
      lastOrderAt: start,
      lastEngagedAt: start,
      monetaryRank: 2,
      purchaseFrequencyRank: 1,
      activityRank: 5,
      audiences: [{ audienceId: 'aud_new_aurora', name: 'New', groupName: 'Recency, frequency, money' }],
      orders: [{ id: order.body['orderId'], status: 'completed', amount: '149.00', currencyCode: 'EUR' }],
    });
    expect(body).not.toHaveProperty('verificationCode');
    expect(shop.platform.defects).toEqual([]);
  });

  it('shows a code on its way to the merchant on the hosted platform only', async () => {
    const shop = openShop({ profile: 'hosted' });
    const ada = await shop.member('ada@example.com');
    await shop.page('POST', '/auth/otp/request', { email: 'ada@example.com' });

    const { body } = await adminOf(shop).get(`/consumers/${ada.consumerId}`);

    expect(body['verificationCode']).toBe(shop.platform.otpFor('ada@example.com'));
    expect(body['verificationCodeExpiresAt']).toBe('2026-11-22T10:10:00.000Z');
    expect(shop.platform.defects).toEqual([]);
  });

  it('is changed, and the merchant is told what is different', async () => {
    const shop = openToldShop();
    const ada = await shop.member('ada@example.com');
    const change = {
      fullName: 'Ada Lovelace',
      phone: '+49 30 901820',
      metadata: { tier: 'gold', tags: ['vip', 1, true] },
      smsOptOut: true,
    };

    const { body } = await adminOf(shop).put(`/consumers/${ada.consumerId}`, change);

    expect(body).toMatchObject({ ...change, phone: '+4930901820', email: 'ada@example.com' });
    expect(body['updatedBy']).toEqual(expect.any(String));
    expect(
      (await shop.told()).filter(({ type }) => type === 'consumer.updated').map(({ data }) => data),
    ).toEqual([
      {
        consumerId: ada.consumerId,
        updatedAt: start,
        changedFields: ['fullName', 'phone', 'metadata', 'smsOptOut'],
      },
    ]);
  });

  it('keeps an e-mail address to themselves, in the documented words', async () => {
    const shop = openShop({ profile: 'hosted' });
    const admin = adminOf(shop);
    await shop.member('ada@example.com');
    const bob = await shop.member('bob@example.com');

    const taken = await admin.put(`/consumers/${bob.consumerId}`, { email: 'ADA@example.com' });
    const own = await admin.put(`/consumers/${bob.consumerId}`, { email: 'Bob@example.com' });

    expect(told(taken)).toEqual([400, 'Email already exists']);
    expect(own.body['email']).toBe('bob@example.com');
  });

  it('has to prove a new e-mail address, which finds them from now on', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@example.com');

    const changed = await admin.put(`/consumers/${ada.consumerId}`, { email: 'lovelace@example.com' });
    const again = await shop.member('lovelace@example.com');
    const proven = await admin.get(`/consumers/${ada.consumerId}`);
    const stranger = await shop.member('ada@example.com');
    await admin.put(`/consumers/${stranger.consumerId}`, { email: 'elsewhere@example.com' });
    const back = await admin.put(`/consumers/${stranger.consumerId}`, { email: 'ada@example.com' });

    expect(changed.body['emailVerified']).toBe(false);
    expect(again.consumerId).toBe(ada.consumerId);
    expect(proven.body['emailVerified']).toBe(true);
    expect(stranger.consumerId).not.toBe(ada.consumerId);
    expect(back.body['emailVerified']).toBe(false);
  });

  it.each([
    ['text', { note: 'card 4111 1111 1111 1111 on file' }],
    ['a list', { notes: ['5555-5555-5555-4444'] }],
    ['a number', { card: 378282246310005 }],
  ])('I2: keeps no card number in the metadata: %s', async (_, metadata) => {
    const shop = openShop();
    const ada = await shop.member('ada@example.com');

    const answer = await adminOf(shop).put(`/consumers/${ada.consumerId}`, { metadata });
    const { body } = await adminOf(shop).get(`/consumers/${ada.consumerId}`);

    expect(told(answer)).toEqual([400, 'card_data_not_allowed']);
    expect(body['metadata']).toEqual({});
  });

  it.each([
    ['nested metadata', { metadata: { address: { city: 'Berlin' } } }],
    ['a list in a list', { metadata: { tags: [['vip']] } }],
    ['a status that is none', { status: 'DELETED' }],
    ['no e-mail address', { email: 'ada' }],
    ['an unknown field', { role: 'owner' }],
  ])('F1: is not changed by %s', async (_, change) => {
    const shop = openShop();
    const ada = await shop.member('ada@example.com');

    expect(told(await adminOf(shop).put(`/consumers/${ada.consumerId}`, change))).toEqual([
      400,
      'validation_error',
    ]);
  });

  it('B14: who is made inactive is signed out, and cannot sign in until they are active again', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@example.com');
    const signIn = async (): Promise<unknown[]> => {
      await shop.page('POST', '/auth/otp/request', { email: 'ada@example.com' });
      const code = shop.platform.otpFor('ada@example.com');
      return told(await shop.page('POST', '/auth/otp/verify', { email: 'ada@example.com', code }));
    };

    await admin.put(`/consumers/${ada.consumerId}`, { status: 'INACTIVE' });
    const call = await ada.call('GET', '/consumers/me');
    const refused = await signIn();
    await admin.put(`/consumers/${ada.consumerId}`, { status: 'ACTIVE' });

    expect(told(call)).toEqual([401, 'session_revoked']);
    expect(refused).toEqual([403, 'forbidden']);
    expect((await signIn())[0]).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });

  it('has a timeline of what really happened, the newest first', async () => {
    const shop = openShop();
    const ada = await shop.guest();
    await ada.call('POST', `/queues/${shop.queueId}/enter`);
    await shop.platform.clock.advance('1m');
    await ada.call('POST', `/queues/${shop.queueId}/leave`);
    const path = `/consumers/${ada.consumerId}/timeline`;

    const { body } = await adminOf(shop).get(path);
    const older = await adminOf(shop).get(`${path}?limit=1&offset=1`);
    const activities = body['activities'] as readonly { name: string }[];

    expect(body).toMatchObject({ consumerId: ada.consumerId, totalCount: activities.length });
    expect(activities[0]).toMatchObject({
      name: 'queue_left',
      occurredAt: '2026-11-22T10:01:00.000Z',
      distributionId: shop.queueId,
      distributionType: 'queue',
      experienceId: shop.experienceId,
    });
    expect(activities.at(-1)).toMatchObject({ name: 'queue_entered', occurredAt: start });
    expect(older.body['activities']).toEqual(activities.slice(1, 2));
  });

  it('takes their timeline along from their time as a guest', async () => {
    const shop = openShop();
    await shop.member('ada@example.com');
    const guest = await shop.guest();
    await guest.call('POST', `/queues/${shop.queueId}/enter`);
    const ada = await shop.member('ada@example.com', guest);

    const { body } = await adminOf(shop).get(`/consumers/${ada.consumerId}/timeline`);
    const same = await adminOf(shop).get(`/consumers/${guest.consumerId}/timeline`);

    expect(body).toMatchObject({ totalCount: 1, activities: [{ name: 'queue_entered' }] });
    expect(same.body).toEqual(body);
  });

  it('D6: of another organization is as unknown as any', async () => {
    const shop = openShop();
    const theirs = await openShop({ platform: shop.platform, organization: 1 }).guest();
    const admin = adminOf(shop);

    for (const id of [theirs.consumerId, 'cons_nowhere']) {
      const path = `/consumers/${id}`;
      const answers = [
        await admin.get(path),
        await admin.put(path, {}),
        await admin.remove(path),
        await admin.get(`${path}/audiences`),
        await admin.get(`${path}/timeline`),
      ];
      for (const { status, body } of answers) {
        expect([status, body['message']]).toEqual([404, 'There is no such consumer.']);
      }
    }
  });

  it('lists the audiences that they belong to', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@example.com');
    const { body } = await admin.post('/audiences', { name: 'Friends', type: 'STATIC' });
    await admin.post(`/audiences/${body['id']}/members`, { consumerIds: [ada.consumerId] });
    const path = `/consumers/${ada.consumerId}/audiences`;

    const before = await admin.get(path);
    await admin.remove(`/audiences/${body['id']}`);
    const after = await admin.get(path);

    expect(listed(before)).toMatchObject([{ audienceId: body['id'], name: 'Friends', type: 'STATIC' }]);
    expect(listed(after)).toEqual([]);
  });
});
