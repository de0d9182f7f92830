import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';

async function create(shop: TestShop, consumers: readonly object[]): Promise<void> {
  await adminOf(shop).post('/consumers/batch', { consumers });
}

async function emails(shop: TestShop, query: string): Promise<unknown[]> {
  return paged(await adminOf(shop).get(`/consumers?${query}`)).map(({ email }) => email);
}

function cursor({ body }: Answer, name: 'startCursor' | 'endCursor'): string | null {
  return (body['pageInfo'] as Record<string, string | null>)[name] ?? null;
}

describe('a list of consumers', () => {
  it('is sorted by every key, forwards and backwards', async () => {
    const shop = openShop();
    await create(shop, [
      { email: 'b@example.com', fullName: 'Zoe' },
      { email: 'a@example.com', fullName: 'Yan' },
    ]);

    expect(await emails(shop, '')).toEqual(['a@example.com', 'b@example.com']);
    expect(await emails(shop, 'sortBy=email&sortDir=asc')).toEqual(['a@example.com', 'b@example.com']);
    expect(await emails(shop, 'sortBy=fullName&sortDir=desc')).toEqual(['b@example.com', 'a@example.com']);
    for (const key of ['lastOrderAt', 'totalOrderValue', 'totalOrders']) {
      expect(await emails(shop, `sortBy=${key}&sortDir=asc`)).toEqual(['b@example.com', 'a@example.com']);
    }
  });

  it.each(['email', 'fullName', 'lastOrderAt'])(
    'is read to its end by %s, though many have none, while others are added',
    async (sortBy) => {
      const shop = openShop();
      await create(shop, [
        { email: 'b@example.com' },
        { phone: '+4930901820', fullName: 'Ada' },
        { phone: '+4930901821' },
        { email: 'a@example.com', fullName: 'Bob' },
        { phone: '+4930901822' },
      ]);
      const all = paged(await adminOf(shop).get(`/consumers?sortBy=${sortBy}&first=100`)).map(({ id }) => id);

      const seen: unknown[] = [];
      let after: string | null = null;
      do {
        const more: string = after === null ? '' : `&after=${after}`;
        const page: Answer = await adminOf(shop).get(`/consumers?sortBy=${sortBy}&first=2${more}`);
        seen.push(...paged(page).map(({ id }) => id));
        after = cursor(page, 'endCursor');
        await shop.guest();
      } while (after !== null && seen.length < 50);

      expect(seen.filter((id) => all.includes(id))).toEqual(all);
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  it('is read backwards from its end', async () => {
    const shop = openShop();
    await create(shop, [{ email: 'a@example.com' }, { phone: '+4930901820' }, { email: 'b@example.com' }]);
    const list = 'sortBy=email&sortDir=asc';

    const last = await adminOf(shop).get(`/consumers?${list}&last=2`);
    const before = await emails(shop, `${list}&last=2&before=${cursor(last, 'startCursor')}`);

    expect(paged(last).map(({ email }) => email)).toEqual(['a@example.com', 'b@example.com']);
    expect(before).toEqual([null]);
  });

  it('is narrowed by time, by audience and by words', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    await create(shop, [{ email: 'early@example.com', fullName: 'Grace Hopper' }]);
    await shop.platform.clock.advance('1h');
    await create(shop, [{ email: 'late@example.com', phone: '+4930901820' }]);
    const rules = [{ attribute: 'email', operator: 'CONTAINS', value: 'late' }];
    const { body } = await admin.post('/audiences', { name: 'Late', type: 'DYNAMIC', rules });

    expect(await emails(shop, 'createdAfter=2026-11-22T10:30:00Z')).toEqual(['late@example.com']);
    expect(await emails(shop, 'createdBefore=2026-11-22T10:30:00Z')).toEqual(['early@example.com']);
    expect(await emails(shop, `audienceId=${body['id']}`)).toEqual(['late@example.com']);
    expect(await emails(shop, 'search=hopp')).toEqual(['early@example.com']);
    expect(await emails(shop, 'search=90182')).toEqual(['late@example.com']);
    expect(told(await admin.get('/consumers?audienceId=aud_champions_borealis'))).toEqual([404, 'not_found']);
  });

  it('tells of audiences where it is asked to', async () => {
    const shop = openShop();
    await create(shop, [{ email: 'a@example.com' }]);

    const [plain] = paged(await adminOf(shop).get('/consumers'));
    const [rich] = paged(await adminOf(shop).get('/consumers?include=audiences'));

    expect(plain).not.toHaveProperty('audiences');
    expect(rich).toMatchObject({ audiences: [] });
  });

  it('D6: has nobody of another organization or mode', async () => {
    const shop = openShop();
    const { platform } = shop;
    await openShop({ platform, organization: 1 }).guest();
    await openShop({ platform, mode: 'live' }).guest();

    expect(await emails(shop, '')).toEqual([]);
  });
});

describe('money that no double tells apart', () => {
  it('is sorted exactly, page by page', async () => {
    const shop = openShop();
    const { product, variant } = shop.organization;
    const spent = async (price: string): Promise<string> => {
      await adminOf(shop).put(`/products/${product.id}/variants/${variant.id}`, { price });
      const shopper = await admitted(shop);
      const { body } = await checkOut(shop, shopper.grant);
      const pay = new URLSearchParams({ action: 'pay' });
      await shop.platform.fetch(String(body['checkoutUrl']), { method: 'POST', body: pay });
      return shopper.consumerId;
    };
    const most = await spent('900000000000.00000003');
    const least = await spent('900000000000.00000001');
    const between = await spent('900000000000.00000002');

    const seen: unknown[] = [];
    let after = '';
    do {
      const page = await adminOf(shop).get(`/consumers?sortBy=totalOrderValue&sortDir=asc&first=1${after}`);
      seen.push(...paged(page).map(({ id }) => id));
      const next = cursor(page, 'endCursor');
      after = next === null ? '' : `&after=${next}`;
    } while (after !== '' && seen.length < 10);

    expect(seen).toEqual([least, between, most]);
  });
});
