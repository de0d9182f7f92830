import { describe, expect, it } from 'vitest';
import { adminOf, told } from './support/admin-of.js';
import { address, knownConsumer } from './support/known-consumer.js';
import { openShop } from './support/open-shop.js';

describe('I6: a consumer', () => {
  it('gets an export of their own a little later, for a day', async () => {
    const shop = openShop();
    const ada = await shop.member('ada@example.com');

    const asked = await ada.call('POST', '/consumers/me/exports');
    const again = await ada.call('POST', '/consumers/me/exports');
    const path = `/consumers/me/exports/${String(asked.body['id'])}`;
    await shop.platform.clock.advance('1500ms');
    const during = await ada.call('GET', path);
    await shop.platform.clock.advance('1s');
    const done = await ada.call('GET', path);

    expect(asked.body).toMatchObject({ status: 'PENDING', consumerId: ada.consumerId, completedAt: null });
    expect(again.body['id']).toBe(asked.body['id']);
    expect(during.body).toMatchObject({ status: 'PROCESSING' });
    expect(during.body).not.toHaveProperty('data');
    expect(done.body).toMatchObject({
      status: 'COMPLETED',
      completedAt: '2026-11-22T10:00:02.000Z',
      expiresAt: '2026-11-23T10:00:02.000Z',
      data: { profile: { email: 'ada@example.com' }, addresses: ['ada@example.com'] },
    });
    await shop.platform.clock.advance('1d');
    const returned = await shop.member('ada@example.com');
    expect(told(await returned.call('GET', path))).toEqual([404, 'not_found']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('gets nobody else’s, neither does another organization', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const [ada, bob] = [await shop.member('ada@example.com'), await shop.guest()];
    const asked = await ada.call('POST', '/consumers/me/exports');
    const made = await adminOf(shop).post(`/consumers/${ada.consumerId}/exports`, { format: 'json' });
    const missing = [404, 'not_found'];
    const path = (consumerId: string, { body }: typeof made): string =>
      `/consumers/${consumerId}/exports/${String(body['id'])}`;

    expect(told(await bob.call('GET', path('me', asked)))).toEqual(missing);
    expect(told(await ada.call('GET', path('me', made)))).toEqual(missing);
    expect(told(await adminOf(shop).get(path(ada.consumerId, asked)))).toEqual(missing);
    expect(told(await adminOf(shop).get(path(bob.consumerId, made)))).toEqual(missing);
    expect(told(await adminOf(other).get(path(ada.consumerId, made)))).toEqual(missing);
    expect(
      told(await adminOf(other).post(`/consumers/${ada.consumerId}/exports`, { format: 'csv' })),
    ).toEqual(missing);
  });
});

describe('I6: an export for the merchant', () => {
  it('holds everything that is kept about the consumer, and nothing about anybody else', async () => {
    const { shop, admin, ada } = await knownConsumer();
    const bob = await shop.member('bob@example.com');
    await bob.call('POST', `/queues/${shop.queueId}/enter`);
    await shop.platform.clock.advance('1m');
    const created = await admin.post(`/consumers/${ada.consumerId}/exports`, { format: 'json' });
    const path = `/consumers/${ada.consumerId}/exports/${String(created.body['id'])}`;
    const early = await admin.get(`${path}/file`);
    await shop.platform.clock.advance('2s');

    const file = (await admin.get(`${path}/file`)).body as unknown as string; // the contract says so
    const data = JSON.parse(file) as Record<string, unknown[]>;

    expect(told(early)).toEqual([409, 'conflict']);
    expect((await admin.get(path)).body).toMatchObject({ status: 'COMPLETED', format: 'json' });
    const filled = Object.entries(data).filter(([, part]) => !Array.isArray(part) || part.length > 0);
    expect(filled.map(([name]) => name).sort()).toEqual([
      'activity',
      'addresses',
      'audiences',
      'auditLog',
      'consent',
      'distributions',
      'events',
      'experiences',
      'loyalty',
      'orders',
      'profile',
      'sessions',
      'waitlists',
    ]);
    expect(data['profile']).toMatchObject({ email: address, fullName: 'Ada Lovelace' });
    expect(data['orders']).toMatchObject([{ status: 'completed' }]);
    expect(file).not.toContain(bob.consumerId);
    expect(file).not.toContain('bob@example.com');
    expect(file).not.toMatch(/grant_|rt_|eyJ|sub_|sk_/);
    expect(shop.platform.defects).toEqual([]);
  });

  it('as CSV has a line for every value, and no cell that a spreadsheet carries out', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@example.com');
    await admin.put(`/consumers/${ada.consumerId}`, {
      fullName: '=HYPERLINK("https://evil.example","Ada")',
      metadata: { note: '@SUM(1)', list: ['+1', '-1', 'plain, "quoted"'] },
    });
    const { body } = await admin.post(`/consumers/${ada.consumerId}/exports`, { format: 'csv' });
    await shop.platform.clock.advance('2s');

    const answer = await admin.get(`/consumers/${ada.consumerId}/exports/${String(body['id'])}/file`);
    const lines = (answer.body as unknown as string).split('\r\n'); // the contract says so

    expect(lines[0]).toBe('part,field,value');
    expect(lines).toContain('profile,email,ada@example.com');
    expect(lines).toContain(`profile,fullName,"'=HYPERLINK(""https://evil.example"",""Ada"")"`);
    expect(lines).toContain("profile,metadata.note,'@SUM(1)");
    expect(lines).toContain("profile,metadata.list.0,'+1");
    expect(lines).toContain("profile,metadata.list.1,'-1");
    expect(lines).toContain('profile,metadata.list.2,"plain, ""quoted"""');
  });
});
