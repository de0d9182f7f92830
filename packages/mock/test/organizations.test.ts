import { describe, expect, it } from 'vitest';
import { suggestSlugs } from '../src/organizations/suggest-slugs.js';
import { adminOf, told } from './support/admin-of.js';
import { openShop, type TestShop } from './support/open-shop.js';
import { signAsMerchant } from './support/sign-as-merchant.js';

const rotate = '/organizations/secret-key/rotate';

function otherShop(shop: TestShop): TestShop {
  return openShop({ platform: shop.platform, organization: 1 });
}

/** Reads the organization with a secret key of the test's own choice. */
async function currentWith(shop: TestShop, secretKey: string): Promise<unknown[]> {
  const url = `${shop.platform.origin}/admin/api/organizations/current`;
  const call = { method: 'GET', url, body: undefined, idempotencyKey: '', secretKey };
  const headers = signAsMerchant({ ...call, now: shop.platform.clock.now() });
  const answer = await shop.platform.fetch(url, { headers });
  const { error } = (await answer.json()) as { error?: string };
  return [answer.status, error];
}

describe('the own organization', () => {
  it('is described with the publishable key of the mode', async () => {
    const shop = openShop();
    const live = openShop({ platform: shop.platform, mode: 'live' });

    const { body } = await adminOf(shop).get('/organizations/current');

    expect(body).toEqual({
      state: 'ACTIVE',
      publishableKey: 'pk_test_aurora_mock',
      languageCode: 'de',
      countryCode: 'DE',
      timeZone: 'Europe/Berlin',
      currencyCode: 'EUR',
      companyName: 'Aurora Sneakers',
      slug: 'aurora',
      defaultMessagingChannel: 'EMAIL',
      companyUrl: 'https://www.aurora.example',
      embeddingAllowedHosts: null,
    });
    expect((await adminOf(live).get('/organizations/current/sdk-config')).body).toEqual({
      organizationId: 'org_aurora',
      publishableKey: 'pk_live_aurora_mock',
    });
  });

  it('changes in both modes, and what is left out stays', async () => {
    const shop = openShop();
    const live = openShop({ platform: shop.platform, mode: 'live' });
    const change = { companyName: 'Aurora AG', currencyCode: 'CHF', slug: 'aurora-ag', countryCode: 'CH' };

    const changed = await adminOf(shop).put('/organizations', change);
    const page = await shop.page('GET', `/experiences/${shop.experienceId}`);

    expect(changed.body).toMatchObject({ ...change, languageCode: 'de', timeZone: 'Europe/Berlin' });
    expect((await adminOf(live).get('/organizations/current')).body).toMatchObject(change);
    expect(shop.organization).toMatchObject({ name: 'Aurora AG', slug: 'aurora-ag' });
    expect(page.body['currencyCode']).toBe('CHF');
    expect((await adminOf(otherShop(shop)).get('/organizations/current')).body).toMatchObject({
      companyName: 'Borealis Records',
      currencyCode: 'USD',
    });
    shop.platform.reset();
    expect(shop.organization).toMatchObject({ name: 'Aurora Sneakers', slug: 'aurora', currencyCode: 'EUR' });
    expect(shop.platform.defects).toEqual([]);
  });

  it.each([
    { slug: 'a' },
    { slug: '-aurora' },
    { slug: 'Aurora' },
    { timeZone: 'Mars/Olympus' },
    { currencyCode: 'eur' },
    { countryCode: 'Germany' },
    { languageCode: 'German' },
    { embeddingAllowedHosts: ['https://shop.example.com/path'] },
    { companyUrl: 'ftp://aurora.example' },
    { publishableKey: 'pk_test_of_my_choice' },
    { state: 'FAILED' },
  ])('does not take %j', async (change) => {
    const shop = openShop();

    const answer = await adminOf(shop).put('/organizations', { companyName: 'Half done', ...change });

    expect(told(answer)).toEqual([400, 'validation_error']);
    expect(shop.organization.name).toBe('Aurora Sneakers');
  });
});

describe('slugs', () => {
  it('belong to one organization each', async () => {
    const shop = openShop();
    const admin = adminOf(shop);

    const taken = await admin.put('/organizations', { slug: 'borealis', companyName: 'Half done' });
    const own = await admin.put('/organizations', { slug: 'aurora' });

    expect(taken.status).toBe(400);
    expect(taken.body).toMatchObject({
      error: 'validation_error',
      issues: [{ message: 'Already taken', path: [{ key: 'slug' }] }],
    });
    expect(shop.organization).toMatchObject({ slug: 'aurora', name: 'Aurora Sneakers' });
    expect(own.status).toBe(200);
  });

  it('are refused in the documented words on the hosted platform', async () => {
    const shop = openShop({ profile: 'hosted' });

    const { status, body } = await adminOf(shop).put('/organizations', { slug: 'borealis' });

    expect([status, body['error']]).toEqual([400, 'Already taken']);
  });

  it('are available where nobody has them, and suggested where somebody does', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const ask = (slug: string) => admin.get(`/organizations/slug/availability?slug=${slug}`);
    await adminOf(otherShop(shop)).put('/organizations', { slug: 'nova' });

    const taken = await ask('nova');
    const suggestions = taken.body['suggestions'] as string[];

    expect((await ask('brand-new')).body).toEqual({ available: true, suggestions: [] });
    expect((await ask('aurora')).body).toEqual({ available: true, suggestions: [] });
    expect((await ask('borealis')).body).toEqual({ available: true, suggestions: [] });
    expect(taken.body['available']).toBe(false);
    expect(suggestions).toHaveLength(3);
    for (const slug of suggestions) {
      expect((await ask(slug)).body['available']).toBe(true);
      expect((await admin.put('/organizations', { slug })).status).toBe(200);
    }
    expect(told(await ask('-'))).toEqual([400, 'validation_error']);
    expect(told(await admin.get('/organizations/slug/availability'))).toEqual([400, 'validation_error']);
  });

  it('are suggested in the form that a slug has, however long and however many are taken', () => {
    const taken = new Set(['nova', 'nova-shop', 'nova-store', 'nova-official', 'nova-online', 'nova-2']);

    expect(suggestSlugs('nova', (slug) => !taken.has(slug))).toEqual(['nova-3', 'nova-4', 'nova-5']);
    for (const slug of suggestSlugs(`${'a'.repeat(58)}-----b`, () => true)) {
      expect(slug).toMatch(/^[a-z0-9][a-z0-9-]{1,62}[a-z0-9]$/);
    }
  });
});

describe('rotating the secret key', () => {
  it('A2: ends the old key at once, and the new one works', async () => {
    const shop = openShop();
    const old = shop.organization.keys.test.secret;

    const { status, body } = await adminOf(shop).post(rotate);
    const secretKey = String(body['secretKey']);

    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['secretKey']);
    expect(secretKey).toMatch(/^sk_test_[A-Za-z0-9_-]{43}$/);
    expect(await currentWith(shop, old)).toEqual([401, 'key_revoked']);
    expect(await currentWith(shop, secretKey)).toEqual([200, undefined]);
    expect(shop.organization.keys.test.secret).toBe(secretKey);
    expect((await adminOf(shop).get('/organizations/current')).status).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });

  it('leaves the other mode and the other organization alone', async () => {
    const shop = openShop();
    const others = [openShop({ platform: shop.platform, mode: 'live' }), otherShop(shop)];

    await adminOf(shop).post(rotate);

    for (const other of others) expect((await adminOf(other).get('/organizations/current')).status).toBe(200);
    expect(shop.organization.keys.live.secret).toBe('sk_live_aurora_mock');
  });

  it('gives another key every time, and no repeat gives one again', async () => {
    const shop = openShop();
    const idempotencyKey = 'the-same-key';
    const again = () => shop.merchant('POST', rotate, undefined, { service: 'admin', idempotencyKey });

    const keys = [await again(), await again(), await again()].map(({ body }) => String(body['secretKey']));

    expect(new Set(keys).size).toBe(3);
    expect(await currentWith(shop, keys[1] ?? '')).toEqual([401, 'key_revoked']);
    expect(await currentWith(shop, keys[2] ?? '')).toEqual([200, undefined]);
  });

  it('ends the key as a bearer too, and tells it apart from one that never was', async () => {
    const shop = openShop({ profile: 'hosted' });
    const old = shop.organization.keys.test.secret;
    await adminOf(shop).post(rotate);
    const url = `${shop.platform.origin}/admin/api/organizations/current`;
    const withBearer = async (key: string): Promise<number> => {
      const answer = await shop.platform.fetch(url, { headers: { authorization: `Bearer ${key}` } });
      return answer.status;
    };

    expect(await withBearer(old)).toBe(401);
    expect(await withBearer(shop.organization.keys.test.secret)).toBe(200);
    expect(await currentWith(openShop(), 'sk_test_never_was_one')).toEqual([401, 'key_invalid']);
  });

  it('is undone by a reset: the world is as it was seeded', async () => {
    const shop = openShop();
    const { body } = await adminOf(shop).post(rotate);

    shop.platform.reset();

    expect(await currentWith(shop, 'sk_test_aurora_mock')).toEqual([200, undefined]);
    expect(await currentWith(shop, String(body['secretKey']))).toEqual([401, 'key_invalid']);
  });
});

describe('the settings of an organization, for its pages', () => {
  it('tell who may frame it and where its measurements go', async () => {
    const shop = openShop();
    const path = '/organizations/org_aurora/settings';
    const embeddingAllowedHosts = ['shop.example.com', '*.aurora.example:8443'];

    const before = await shop.page('GET', path);
    await adminOf(shop).put('/organizations', { embeddingAllowedHosts });
    const after = await shop.page('GET', path);
    await adminOf(shop).put('/organizations', { embeddingAllowedHosts: null });

    expect(before.body).toEqual({ frameAncestors: [], cdp: shop.organization.cdp });
    expect(after.body['frameAncestors']).toEqual(embeddingAllowedHosts);
    expect((await shop.page('GET', path)).body['frameAncestors']).toEqual([]);
  });

  it('leave out what there is none of', async () => {
    const shop = openShop({ organization: 1 });

    expect((await shop.page('GET', '/organizations/org_borealis/settings')).body).toEqual({
      frameAncestors: [],
    });
  });

  it('D6: are only for the own pages: another organization is as unknown as one that does not exist', async () => {
    const shop = openShop();

    const foreign = await shop.page('GET', '/organizations/org_borealis/settings');
    const unknown = await shop.page('GET', '/organizations/org_nowhere/settings');

    expect(told(foreign)).toEqual([404, 'not_found']);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });

  it('are read by a shopper with a session as well', async () => {
    const shop = openShop();
    const ann = await shop.guest();

    expect((await ann.call('GET', '/organizations/org_aurora/settings')).status).toBe(200);
  });
});
