import { expect, test } from 'vitest';
import { openShop, type Shop } from '../support/shop.js';

const email = 'ada@example.com';

async function codeFor(shop: Shop, client: ReturnType<Shop['open']>['client']): Promise<string> {
  await client.auth.requestOtp({ email });
  return shop.platform.otpFor(email) ?? 'none';
}

test('C6: a code by e-mail signs in', async () => {
  const shop = openShop();
  const { client } = shop.open();

  const code = await codeFor(shop, client);
  const session = await client.auth.verifyOtp({ email, code });

  expect(session).toMatchObject({ signedIn: true, consumer: { type: 'authenticated', email } });
  expect(shop.sent.at(-1)?.headers.has('authorization')).toBe(false);
});

test('a guest who signs in keeps the place in line', async () => {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 1;
  const { client } = shop.open();
  await client.auth.guest();
  const before = await client.queues.enter(shop.queueId);

  await client.auth.verifyOtp({ email, code: await codeFor(shop, client) });

  const verify = shop.sent.find(({ line }) => line === 'POST /auth/otp/verify');
  expect(verify?.headers.get('authorization')).toMatch(/^Bearer /);
  expect(before).toMatchObject({ status: 'QUEUED', position: 1 });
  expect(await client.queues.status(shop.queueId)).toMatchObject({ status: 'QUEUED', position: 1 });
});

test('C5: calls that are under way while a guest signs in go on as the consumer', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  const code = await codeFor(shop, client);
  const ended: unknown[] = [];
  client.on('auth:session-expired', (event) => ended.push(event));
  shop.platform.fault({ operation: 'auth.verifyOtp', latencyMs: 500, times: 1 });
  shop.holding = 2;
  const signingIn = client.auth.verifyOtp({ email, code });
  await shop.settle();

  const polled = client.consumers.me(); // the guest's session is over by now, and nobody here knows
  await shop.settle();
  await shop.pass(500);
  shop.holding = 0;

  expect(await signingIn).toMatchObject({ consumer: { type: 'authenticated', email } });
  expect((await polled).active).toBeDefined();
  expect(ended).toEqual([]);
});

test('a guest that is still being made when the code is verified is taken along', async () => {
  const shop = openShop();
  const { client } = shop.open();
  const code = await codeFor(shop, client);

  const [guest, session] = await Promise.all([client.auth.guest(), client.auth.verifyOtp({ email, code })]);

  expect(guest.consumer?.type).toBe('guest');
  expect(session.consumer?.type).toBe('authenticated');
  expect(shop.sent.at(-1)?.headers.has('authorization')).toBe(true);
});

test('somebody who is signed in already is not upgraded into somebody else', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.verifyOtp({ email, code: await codeFor(shop, client) });

  await client.auth.requestOtp({ email: 'eve@example.com' });
  const code = shop.platform.otpFor('eve@example.com') ?? 'none';
  const session = await client.auth.verifyOtp({ email: 'eve@example.com', code });

  expect(session.consumer?.email).toBe('eve@example.com');
  expect(shop.sent.at(-1)?.headers.has('authorization')).toBe(false);
});

test('a wrong code and an expired one are told apart, and the guest stays', async () => {
  const shop = openShop();
  const { client } = shop.open();
  const guest = await client.auth.guest();
  const code = await codeFor(shop, client);
  const wrong = code === '000000' ? '000001' : '000000';

  await expect(client.auth.verifyOtp({ email, code: wrong })).rejects.toMatchObject({ code: 'otp_invalid' });
  await shop.pass(11 * 60_000);
  await expect(client.auth.verifyOtp({ email, code })).rejects.toMatchObject({ code: 'otp_expired' });

  expect(client.auth.session.consumer).toEqual(guest.consumer);
  expect(shop.count(/otp\/verify/)).toBe(2);
});

test('an access token that is refused does not send the code a second time, but mends the session', async () => {
  const shop = openShop();
  const { client } = shop.open();
  await client.auth.guest();
  const code = await codeFor(shop, client);
  shop.platform.fault({ operation: 'auth.verifyOtp', code: 'invalid_token', times: 1 });

  await expect(client.auth.verifyOtp({ email, code })).rejects.toMatchObject({ code: 'invalid_token' });

  expect(shop.count(/otp\/verify/)).toBe(1);
  expect(shop.count(/auth\/refresh/)).toBe(1);
  await expect(client.auth.verifyOtp({ email, code })).resolves.toMatchObject({ signedIn: true });
});

test('a guest whose session is over signs in all the same', async () => {
  const shop = openShop({ settings: { refreshTokenTtlSeconds: 7_200 } });
  const { client } = shop.open();
  await client.auth.guest();
  client.destroy();
  await shop.pass(3 * 3_600_000);
  const later = shop.open('later').client;
  const code = await codeFor(shop, later);

  await expect(later.auth.verifyOtp({ email, code })).resolves.toMatchObject({ signedIn: true });

  expect(shop.sent.at(-1)?.headers.has('authorization')).toBe(false);
});

test.each([
  ['no address', {}, /either an email or a phone/],
  ['two addresses', { email, phone: '+49 30 1234567' }, /either an email or a phone/],
  ['an address that is none', { email: 'not-an-address' }, /email does not have the form/],
  ['a number for an address', { email: 7 }, /email must be a string, not a number/],
  ['something unknown', { email, mail: 'x' }, /takes no "mail"/],
  ['a country in words', { phone: '030 1234567', defaultCountry: 'Germany' }, /defaultCountry does not/],
])(
  'requestOtp refuses %s before any request, and does not repeat it in the message',
  async (_what, body, message) => {
    const shop = openShop();
    const { client } = shop.open();

    const refusal = client.auth.requestOtp(body as { email: string });

    await expect(refusal).rejects.toMatchObject({ code: 'invalid_request', name: 'RequestError' });
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.not.toThrow(/ada@example|not-an-address|Germany/);
    expect(shop.sent).toEqual([]);
  },
);

test('verifyOtp refuses a code that cannot be one before any request', async () => {
  const shop = openShop();
  const { client } = shop.open();

  await expect(client.auth.verifyOtp({ email, code: '12 34' })).rejects.toMatchObject({
    code: 'invalid_request',
  });

  expect(shop.sent).toEqual([]);
});
