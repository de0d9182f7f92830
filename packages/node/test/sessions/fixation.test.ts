import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openBackend, type Backend } from './support/open-backend.js';
import type { ShopPage } from './support/shop-page.js';

const cookie = '__Host-fanfare_session';
const email = 'ada@shop.example';

async function signIn({ platform }: Backend, page: ShopPage): Promise<void> {
  await page.ask('POST /auth/otp/request', { body: { email } });
  const answer = await page.ask('POST /auth/otp/verify', {
    body: { email, code: platform.otpFor(email) ?? '' },
  });
  expect(answer).toMatchObject({ status: 200, data: { session: { type: 'authenticated' } } });
}

/** RFC 6238, as an authenticator app does it. */
function totp(secret: string, now: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

describe('C5: a rise in privilege', () => {
  it('gives a guest who signs in a new id, keeps who they are, and the old id opens nothing', async () => {
    const backend = openBackend();
    const page = await backend.guest();
    const before = new Map(page.cookies);
    await signIn(backend, page);

    expect(page.cookies.get(cookie)).not.toBe(before.get(cookie));
    const thief = backend.page();
    for (const [name, value] of before) thief.cookies.set(name, value);
    expect(await thief.ask('GET /session')).toMatchObject({ data: { current: null } });
  });

  it('never lets an id that was planted before become that of the shopper', async () => {
    const backend = openBackend();
    const attacker = await backend.guest();
    const victim = backend.page();
    for (const [name, value] of attacker.cookies) victim.cookies.set(name, value);
    await signIn(backend, victim);

    expect(await attacker.ask('GET /session')).toMatchObject({ data: { current: null } });
    expect(await attacker.ask('POST /auth/refresh', { body: { after: 0 } })).toMatchObject({ status: 401 });
    const made = backend.page();
    made.cookies.set(cookie, 'A'.repeat(43));
    await made.ask('GET /session');
    await made.ask('POST /auth/guest');
    expect(made.cookies.get(cookie)).not.toBe('A'.repeat(43));
  });

  it.each([
    ['with the same absolute limit', { minutes: 10, left: 480 - 10 }],
    ['also past that limit, to one who takes part in something', { minutes: 500, left: 15 }],
  ])('by a second factor gives a new id %s', async (_, { minutes, left }) => {
    const backend = openBackend();
    const { platform, shop } = backend;
    const page = await backend.guest();
    await signIn(backend, page);
    const { data } = await page.ask('POST /auth/refresh', { body: { after: -1 } });
    const call = async (path: string, body: object): Promise<Record<string, unknown>> => {
      const answer = await platform.fetch(
        new Request(`${platform.origin}/consumer/api${path}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-publishable-key': shop.keys.test.publishable,
            authorization: `Bearer ${String(data['accessToken'])}`,
          },
          body: JSON.stringify(body),
        }),
      );
      return (await answer.json()) as Record<string, unknown>;
    };
    const { secret } = await call('/mfa/totp', {});
    await call('/mfa/totp/confirm', { code: totp(String(secret), platform.clock.now()) });
    for (let lasted = 0; lasted < minutes; lasted += 10) {
      await platform.clock.advance('10m');
      const told = await page.ask('POST /auth/refresh', { body: { after: -1, takesPart: minutes > 10 } });
      expect(told).toMatchObject({ status: 200 });
    }
    const before = new Map(page.cookies);

    const answer = await page.ask('POST /mfa/step-up', {
      body: { code: totp(String(secret), platform.clock.now()) },
    });

    expect(answer).toMatchObject({ status: 200, data: { limits: { absoluteInMs: left * 60_000 } } });
    expect(page.cookies.get(cookie)).not.toBe(before.get(cookie));
    const thief = backend.page();
    for (const [name, value] of before) thief.cookies.set(name, value);
    expect(await thief.ask('GET /session')).toMatchObject({ data: { current: null } });
  });
});

describe('C3, C4: signing out', () => {
  it('ends the session here and at the platform, and takes the cookies back', async () => {
    const { guest, page, calls } = openBackend();
    const shopper = await guest();
    const before = new Map(shopper.cookies);

    expect(await shopper.ask('POST /auth/logout', { body: {} })).toMatchObject({ status: 204 });

    expect([...shopper.cookies]).toEqual([]);
    expect(calls('auth.logout')).toBe(1);
    const thief = page();
    for (const [name, value] of before) thief.cookies.set(name, value);
    expect(await thief.ask('GET /session')).toMatchObject({ data: { current: null } });
  });

  it('works here with the platform out of reach', async () => {
    const { guest, platform } = openBackend();
    const page = await guest();
    platform.fault({ resetConnection: true });

    expect(await page.ask('POST /auth/logout', { body: {} })).toMatchObject({ status: 204 });
    expect(await page.ask('GET /session')).toMatchObject({ data: { current: null } });
  });

  it('that comes late does not end the session of whoever came after', async () => {
    const { guest } = openBackend();
    const page = await guest();

    expect(await page.ask('POST /auth/logout', { body: { id: 'the-one-before' } })).toMatchObject({
      status: 204,
    });
    expect(await page.ask('GET /session')).toMatchObject({
      data: { current: { session: { type: 'guest' } } },
    });
  });

  it('everywhere ends the sessions of all browsers of the shopper, and of nobody else', async () => {
    const backend = openBackend();
    const [one, two, other] = [backend.page(), backend.page(), await backend.guest()];
    for (const page of [one, two]) {
      await page.ask('GET /session');
      await signIn(backend, page);
    }

    expect(await one.ask('POST /sessions/revoke-all', { body: {} })).toMatchObject({ data: { revoked: 2 } });

    expect(await one.ask('GET /session')).toMatchObject({ data: { current: null } });
    expect(await two.ask('POST /auth/refresh', { body: { after: 0 } })).toMatchObject({ status: 401 });
    expect(await other.ask('GET /session')).toMatchObject({
      data: { current: { session: { type: 'guest' } } },
    });
  });

  it('everywhere but here leaves this browser its session', async () => {
    const backend = openBackend();
    const [one, two] = [backend.page(), backend.page()];
    for (const page of [one, two]) {
      await page.ask('GET /session');
      await signIn(backend, page);
    }
    await one.ask('POST /sessions/revoke-all', { body: { keepCurrent: true } });

    expect(await one.ask('POST /auth/refresh', { body: { after: 0 } })).toMatchObject({ status: 200 });
    expect(await two.ask('GET /session')).toMatchObject({ data: { current: null } });
  });

  it('can be done by the shop, for a shopper', async () => {
    const backend = openBackend();
    const page = await backend.guest();
    const { consumerId = '' } = (await backend.sessions.read(page.request('/'))) ?? {};

    expect(await backend.sessions.endAll(consumerId)).toBe(1);
    expect(await page.ask('GET /session')).toMatchObject({ data: { current: null } });
    expect(backend.calls('auth.logout')).toBe(1);
  });
});
