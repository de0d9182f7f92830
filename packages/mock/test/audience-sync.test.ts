import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { openShop, type TestShop } from './support/open-shop.js';

async function importVip(shop: TestShop): Promise<string> {
  const { body } = await adminOf(shop).post('/audiences/import/klaviyo', { listIds: ['kl_vip'] });
  const [first] = body['imported'] as readonly { audienceId: string }[];
  if (first === undefined) throw new Error('The list was not imported.');
  return first.audienceId;
}

describe('lists of marketing tools', () => {
  it.each([
    ['klaviyo', 'kl_newsletter', 'Newsletter'],
    ['mailchimp', 'mc_collectors', 'Collectors'],
    ['sendgrid', 'sg_launches', 'Launches'],
  ])('become audiences: %s', async (vendor, listId, name) => {
    const shop = openShop();
    const admin = adminOf(shop);

    const first = await admin.post(`/audiences/import/${vendor}`, { listIds: [listId, 'nowhere', listId] });
    const again = await admin.post(`/audiences/import/${vendor}`, { listIds: [listId] });

    const audienceId = expect.stringMatching(/^aud_/);
    expect(first.body).toEqual({
      imported: [{ listId, audienceId, name }],
      skipped: [{ listId: 'nowhere', reason: 'unknown_list' }],
    });
    expect(again.body).toEqual({ imported: [], skipped: [{ listId, reason: 'already_imported' }] });
    expect(shop.platform.defects).toEqual([]);
  });

  it('are filled by a sync: who is known is found, the others are created', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ada = await shop.member('ada@example.com');
    const id = await importVip(shop);

    const early = await admin.get(`/audiences/${id}/status`);
    await shop.platform.clock.advance('1m');
    const late = await admin.get(`/audiences/${id}/status`);
    const members = paged(await admin.get(`/audiences/${id}/members`));

    expect(early.body).toMatchObject({ inProgress: true, syncStatus: 'PENDING', stale: true, version: 1 });
    expect(late.body).toMatchObject({ inProgress: false, syncStatus: 'SUCCESS', stale: false, version: 2 });
    expect(members.map(({ email }) => email)).toEqual(['ada@example.com', 'barbara@example.com']);
    expect(members[0]).toMatchObject({ consumerId: ada.consumerId });
    expect((await admin.get(`/audiences/${id}/count`)).body).toMatchObject({ count: 2, source: 'sync' });
  });

  it('leave people who sign in later the same consumers', async () => {
    const shop = openShop();
    const id = await importVip(shop);
    await shop.platform.clock.advance('1m');

    const barbara = await shop.member('barbara@example.com');

    const members = paged(await adminOf(shop).get(`/audiences/${id}/members`));
    expect(members.map(({ consumerId }) => consumerId)).toContain(barbara.consumerId);
  });
});

describe('a sync', () => {
  it('is refused while one is under way', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const id = await importVip(shop);

    const during = await admin.post(`/audiences/${id}/sync`);
    await shop.platform.clock.advance('1m');
    const after = await admin.post(`/audiences/${id}/sync`);

    expect(told(during)).toEqual([409, 'conflict']);
    expect(after.body).toEqual({
      success: true,
      syncSourceId: expect.stringMatching(/^sync_/),
      status: 'PENDING',
    });
  });

  it('is refused, in the documented words, where there is nothing to follow', async () => {
    const shop = openShop({ profile: 'hosted' });
    const admin = adminOf(shop);
    const byHand = await admin.post('/audiences', { name: 'By hand', type: 'STATIC' });
    const loose = await admin.post('/audiences', { name: 'Loose', type: 'SYNCED_LIST' });
    const id = await importVip(shop);

    expect(told(await admin.post(`/audiences/${byHand.body['id']}/sync`))).toEqual([
      400,
      'Audience is not a synced list',
    ]);
    expect(told(await admin.post(`/audiences/${loose.body['id']}/sync`))).toEqual([
      400,
      'Audience has no sync source',
    ]);
    expect(told(await admin.post(`/audiences/${id}/sync`))).toEqual([409, 'Sync already in progress']);
  });

  it('is due again after the interval of the audience', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const id = await importVip(shop);
    await admin.put(`/audiences/${id}`, { refreshIntervalSeconds: 3600 });
    const stale = async (): Promise<unknown> => (await admin.get(`/audiences/${id}/status`)).body['stale'];

    await shop.platform.clock.advance('30s');
    expect(await stale()).toBe(false);
    await shop.platform.clock.advance('1h');
    expect(await stale()).toBe(true);
  });

  it('follows the list as it is, and fails where it is gone', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const id = await importVip(shop);
    const list = `${shop.platform.origin}/__mock/lists/klaviyo/kl_vip?organizationId=org_aurora`;
    await shop.platform.clock.advance('1m');
    const sync = async (): Promise<unknown> => {
      await admin.post(`/audiences/${id}/sync`);
      await shop.platform.clock.advance('1m');
      return (await admin.get(`/audiences/${id}/status`)).body['syncStatus'];
    };

    const put = await shop.platform.fetch(list, {
      method: 'PUT',
      body: JSON.stringify({ name: 'First in line', contacts: ['barbara@example.com', 'edith@example.com'] }),
    });
    expect([put.status, await sync()]).toEqual([204, 'SUCCESS']);
    const members = paged(await admin.get(`/audiences/${id}/members`)).map(({ email }) => email);
    expect(members).toEqual(['barbara@example.com', 'edith@example.com']);

    await shop.platform.fetch(list, { method: 'DELETE' });
    expect(await sync()).toBe('FAILED');
    expect((await admin.get(`/audiences/${id}/count`)).body['count']).toBe(2);
  });

  it('is one of the things that the platform does by itself', async () => {
    const shop = openShop();
    const id = await importVip(shop);

    await shop.platform.clock.advance('1m');

    expect(paged(await adminOf(shop).get('/scheduled-events'))).toMatchObject([
      { topic: 'syncAudience', status: 'completed', payload: { audienceId: id, syncStatus: 'SUCCESS' } },
    ]);
  });
});

describe('the lists of the control surface', () => {
  it.each([
    ['an unknown tool', 'PUT', '/lists/hubspot/l1', { name: 'L', contacts: [] }],
    ['no contacts', 'PUT', '/lists/klaviyo/l1', { name: 'L' }],
    ['contacts that are no addresses', 'PUT', '/lists/klaviyo/l1', { name: 'L', contacts: ['nobody'] }],
    ['a list that is not there', 'DELETE', '/lists/klaviyo/nowhere', undefined],
  ])('refuse %s', async (_, method, path, body) => {
    const { platform } = openShop();

    expect([400, 404]).toContain(await control(platform, method, `${path}?organizationId=org_aurora`, body));
  });

  it.each([
    ['no organization', '', 404],
    ['an unknown organization', '?organizationId=org_nowhere', 404],
    ['an unknown mode', '?organizationId=org_aurora&mode=demo', 400],
  ])('refuse %s', async (_, query, status) => {
    const { platform } = openShop();
    const list = { name: 'L', contacts: [] };

    expect(await control(platform, 'PUT', `/lists/klaviyo/l1${query}`, list)).toBe(status);
    expect(await control(platform, 'DELETE', `/lists/klaviyo/l1${query}`)).toBe(status);
  });

  it.each([
    ['D6: of another organization', { organization: 1 as const }],
    ['A10: of the other mode', { mode: 'live' as const }],
  ])('%s are not there, and those of the same name are others', async (_, stranger) => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, ...stranger });
    const path = (listId: string): string => `/lists/klaviyo/${listId}?organizationId=org_aurora&mode=test`;
    const secret = { name: 'Secret', contacts: ['secret@example.com'] };

    expect(await control(shop.platform, 'PUT', path('kl_secret'), secret)).toBe(204);
    expect(await control(shop.platform, 'PUT', path('kl_vip'), secret)).toBe(204);
    const { body } = await adminOf(other).post('/audiences/import/klaviyo', { listIds: ['kl_secret'] });
    const audienceId = await importVip(other);
    await shop.platform.clock.advance('1m');

    expect(body).toMatchObject({ imported: [], skipped: [{ listId: 'kl_secret', reason: 'unknown_list' }] });
    const members = paged(await adminOf(other).get(`/audiences/${audienceId}/members`));
    expect(members.map(({ email }) => email)).toEqual(['ada@example.com', 'barbara@example.com']);
  });
});

async function control(
  platform: TestShop['platform'],
  method: string,
  path: string,
  body?: object,
): Promise<number> {
  const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
  return (await platform.fetch(`${platform.origin}/__mock${path}`, init)).status;
}
