import { describe, expect, it } from 'vitest';
import { memberKey } from './support/member-key.js';
import { openShop } from './support/open-shop.js';
import { signAsMerchant } from './support/sign-as-merchant.js';

describe('F1: JSON of very many levels', () => {
  it.each([
    ['client_admin', 400, 'validation_error'],
    ['support', 403, 'forbidden'],
  ])('from a key of a member who is %s is refused like any other', async (role, status, error) => {
    const shop = openShop({ roleSet: 'events' });
    const { key } = await memberKey(shop, [{ role }]);
    const url = `${shop.platform.origin}/admin/api/products`;
    const body = '['.repeat(200_000) + ']'.repeat(200_000);
    const now = shop.platform.clock.now();
    const signed = { method: 'POST', url, body, idempotencyKey: 'deep-body-0123456', secretKey: key, now };

    const answer = await shop.platform.fetch(url, { method: 'POST', headers: signAsMerchant(signed), body });

    expect([answer.status, await answer.json()]).toMatchObject([status, { error }]);
    expect(shop.platform.defects).toEqual([]);
  });
});
