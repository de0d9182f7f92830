import { describe, expect, it, vi } from 'vitest';
import { AuthenticationError, ServerError, TooManyAttemptsError } from '@fanfare/node';
import { createTokenManager, memoryTokenStore, type TokenExchange } from '@fanfare/node/credentials';
import { manualClock } from '../support/manual-clock.js';
import { openFincode } from '../support/fincode.js';

const owner = { tenant: 'aurora', user: 'till' };
const quarter = 900_000;
const issued = { accessToken: 'a', refreshToken: 'r', lifetimeMs: 3_600_000 };

/** Processes with one store, and what they log in with. */
function setUp(login: TokenExchange['login']) {
  const clock = manualClock();
  const store = memoryTokenStore({ clock });
  const exchange = {
    login: vi.fn(login),
    refresh: vi.fn<TokenExchange['refresh']>(async () => issued),
    logout: vi.fn<TokenExchange['logout']>(async () => undefined),
  };
  const told: string[] = [];
  const onEvent = ({ type }: { type: string }) => void told.push(type);
  const open = () => createTokenManager({ owner, store, exchange, clock, onEvent });
  return { clock, store, exchange, told, open };
}
const refused = () =>
  Promise.reject(new AuthenticationError('The password is wrong.', { code: 'unauthorized' }));
const locked = () =>
  Promise.reject(
    new TooManyAttemptsError('locked', { code: 'too_many_attempts', status: 403, retryAfterMs: 2 * quarter }),
  );

describe('A12, B5: a login that was refused for good', () => {
  it('is repeated by none of the processes that share the store, nor by one that starts anew', async () => {
    const { exchange, open, clock, told } = setUp(refused);
    await expect(open().get()).rejects.toMatchObject({ message: 'The password is wrong.' });

    for (let process = 0; process < 10; process += 1)
      await expect(open().get()).rejects.toMatchObject({ code: 'unauthorized', retryAfterMs: quarter });
    expect(exchange.login).toHaveBeenCalledTimes(1);
    expect(told).toEqual(['login_refused']);
    clock.set(clock.now() + quarter);
    await expect(open().get()).rejects.toMatchObject({ message: 'The password is wrong.' });
    expect(exchange.login).toHaveBeenCalledTimes(2);
  });

  it('is repeated at the same time by those that heard of it late', async () => {
    const { exchange, open, clock } = setUp(refused);
    await open()
      .get()
      .catch(() => undefined);
    clock.set(clock.now() + quarter - 1_000);
    const late = open();
    await expect(late.get()).rejects.toMatchObject({ retryAfterMs: 1_000 });
    clock.set(clock.now() + 1_000);
    exchange.login.mockImplementation(async () => issued);

    expect((await late.get()).reveal()).toBe('a');
  });

  it('is told as a locked account where it was one, for as long as that takes', async () => {
    const { exchange, open, clock } = setUp(locked);
    await open()
      .get()
      .catch(() => undefined);
    clock.set(clock.now() + quarter);

    await expect(open().get()).rejects.toMatchObject({
      name: 'TooManyAttemptsError',
      code: 'too_many_attempts',
      retryAfterMs: quarter,
    });
    expect(exchange.login).toHaveBeenCalledTimes(1);
  });

  it('can be tried again at once after logout, as by somebody who mended the password', async () => {
    const { exchange, open } = setUp(refused);
    const one = open();
    await one.get().catch(() => undefined);
    exchange.login.mockImplementation(async () => issued);
    await one.logout();

    expect((await one.get()).reveal()).toBe('a');
    expect(exchange.logout).not.toHaveBeenCalled();
  });

  it('is not made of an outage, nor of a refresh that came too early', async () => {
    const { exchange, open, clock } = setUp(async () => issued);
    await open().get();
    clock.set(clock.now() + issued.lifetimeMs);
    exchange.refresh.mockImplementationOnce(locked);
    await open()
      .get()
      .catch(() => undefined);
    expect((await open().get()).reveal()).toBe('a');
    expect(exchange.login).toHaveBeenCalledTimes(1);

    const other = setUp(() => Promise.reject(new ServerError('down', { code: 'service_unavailable' })));
    await other
      .open()
      .get()
      .catch(() => undefined);
    await other
      .open()
      .get()
      .catch(() => undefined);
    expect(other.exchange.login).toHaveBeenCalledTimes(2);
  });

  it.each([
    '{"version":1,"refusedUntil":1e300,"code":"unauthorized"}',
    '{"version":1,"refusedUntil":"soon","code":"unauthorized"}',
    '{"version":1,"refusedUntil":null}',
  ])('holds nobody up by a record that makes no sense: %s', async (record) => {
    const { store, open } = setUp(async () => issued);
    await store.claim(owner, { holder: 'x', leaseMs: 1_000 });
    await store.write(owner, { record, holder: 'x' });
    await store.release(owner, 'x');

    expect((await open().get()).reveal()).toBe('a');
  });

  it('locks no account, however many processes have the wrong password', async () => {
    const { exchange, clock, calls } = openFincode();
    const store = memoryTokenStore({ clock });
    const wrong = exchange({ password: 'Wrong-Password-1' });
    const managers = Array.from({ length: 20 }, () =>
      createTokenManager({ owner, store, clock, exchange: wrong }),
    );
    const outcomes = await Promise.allSettled(managers.map((manager) => manager.get()));

    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(calls('login')).toBe(1);
    await expect(exchange().login()).resolves.toBeDefined();
  });
});
