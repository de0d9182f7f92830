import { expect, test } from 'vitest';
import { openShop, type Shop } from '../support/shop.js';

/** Does what a merchant's backend does, on a platform that still takes the secret key as a bearer. */
async function authorize(shop: Shop): Promise<string> {
  const { secret } = shop.platform.world.organizations[0].keys.test;
  const answer = await shop.platform.fetch(`${shop.platform.origin}/consumer/api/auth/external/authorize`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ provider: 'shop', issuer: 'https://shop.example', subject: 'customer-1' }),
  });
  const { exchangeCode } = (await answer.json()) as { exchangeCode: string };
  return exchangeCode;
}

test('C13: a code from the backend signs in, and takes the guest along', async () => {
  const shop = openShop({ profile: 'hosted' });
  const { client } = shop.open('tab', { profile: 'hosted' });
  await client.auth.guest();
  const exchangeCode = await authorize(shop);

  const session = await client.auth.exchangeExternal({ exchangeCode });

  expect(session).toMatchObject({ signedIn: true, consumer: { type: 'authenticated' } });
  expect(shop.sent.at(-1)?.headers.get('authorization')).toMatch(/^Bearer /);
});

test('a code is good once', async () => {
  const shop = openShop({ profile: 'hosted' });
  const exchangeCode = await authorize(shop);
  await shop.open('first', { store: 'memory' }).client.auth.exchangeExternal({ exchangeCode });

  const second = shop.open('second', { store: 'memory' }).client.auth.exchangeExternal({ exchangeCode });

  await expect(second).rejects.toMatchObject({ code: 'exchange_code_invalid' });
});

test('an answer without what must be trusted is refused as a whole', async () => {
  const shop = openShop();
  shop.platform.fault({
    operation: 'auth.exchangeExternal',
    status: 200,
    body: JSON.stringify({ session: {}, accessToken: 'not-a-jwt' }),
    contentType: 'application/json',
  });
  const { client } = shop.open();

  const refusal = client.auth.exchangeExternal({ exchangeCode: 'code-1' });

  await expect(refusal).rejects.toMatchObject({ code: 'invalid_response', status: 200 });
  await expect(refusal).rejects.not.toThrow(/not-a-jwt/);
  expect(client.auth.session.signedIn).toBe(false);
});
