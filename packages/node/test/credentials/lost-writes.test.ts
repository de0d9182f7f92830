import { describe, expect, it, vi } from 'vitest';
import { NetworkError } from '@fanfare/node';
import { createTokenManager, memoryTokenStore, type TokenExchange } from '@fanfare/node/credentials';
import { manualClock } from '../support/manual-clock.js';
import { openFincode } from '../support/fincode.js';

const owner = { tenant: 'aurora', user: 'till' };
const minute = 60_000;

describe('B5: a token manager whose store is behind', () => {
  const setUp = () => {
    const fincode = openFincode();
    const store = memoryTokenStore({ clock: fincode.clock });
    const told: string[] = [];
    const tokens = createTokenManager({
      owner,
      store,
      exchange: fincode.exchange(),
      clock: fincode.clock,
      random: () => 0.5,
      onEvent: ({ type }) => told.push(type),
    });
    return { ...fincode, store, told, tokens };
  };

  it('never shows a refresh token again that it has spent, though the store still has it', async () => {
    const { tokens, store, told, platform, calls } = setUp();
    await tokens.get();
    await platform.clock.advance('1h');
    const write = vi.spyOn(store, 'write').mockRejectedValue(new Error('disk full'));
    await tokens.get();
    write.mockRestore();
    await platform.clock.advance('1h');
    await tokens.get();

    expect(told).toEqual(['logged_in', 'refreshed', 'store_failed', 'refreshed']);
    expect([calls('login'), calls('refresh-token')]).toEqual([1, 2]);
  });

  it('does not go back to the token of the store, which is older, though it is still good', async () => {
    const { tokens, store, platform } = setUp();
    await tokens.get();
    await platform.clock.advance('56m');
    vi.spyOn(store, 'write').mockRejectedValue(new Error('disk full'));
    const refused = await tokens.get();
    const fresh = await tokens.renew(refused);

    expect((await tokens.renew(refused)).reveal()).toBe(fresh.reveal());
    expect((await tokens.renew(fresh)).reveal()).not.toBe(refused.reveal());
  });

  it('keeps what it got where its turn was over, and the next one has written nothing yet', async () => {
    const { tokens, store, platform, balance } = setUp();
    await tokens.get();
    await platform.clock.advance('1h');
    vi.spyOn(store, 'write').mockResolvedValueOnce(false);

    expect((await balance((await tokens.get()).reveal())).status).toBe(200);
  });

  it('writes once more where the first time fails', async () => {
    const { tokens, store, told } = setUp();
    vi.spyOn(store, 'write').mockRejectedValueOnce(new Error('reset'));
    await tokens.get();

    expect(await store.read(owner)).toBeDefined();
    expect(told).toEqual(['logged_in']);
  });
});

describe('B5: a token manager that waits', () => {
  const issued = { accessToken: 'a', refreshToken: 'r', lifetimeMs: 60 * minute };
  const hangs = () => new Promise<never>(() => {});

  it('gives up an exchange that hangs when its turn is over, and tries again', async () => {
    const clock = manualClock();
    const login = vi.fn<TokenExchange['login']>(async () => issued).mockImplementationOnce(hangs);
    const exchange = { login, refresh: hangs, logout: async () => undefined };
    const tokens = createTokenManager({ owner, exchange, clock });
    const getting = tokens.get();
    void getting.catch(() => undefined);
    await vi.waitFor(() => expect(login).toHaveBeenCalledTimes(1));
    await clock.advance(30_000);

    await expect(getting).rejects.toMatchObject({ code: 'timeout', retryable: true });
    expect(clock.pending()).toBe(0);
    await clock.advance(minute);
    expect((await tokens.get()).reveal()).toBe('a');
    expect(clock.pending()).toBe(0);
  });

  it('does not wait for ever for a turn that never ends', async () => {
    const clock = manualClock();
    const store = memoryTokenStore({ clock });
    vi.spyOn(store, 'claim').mockResolvedValue(false);
    const exchange = { login: hangs, refresh: hangs, logout: async () => undefined };
    const getting = createTokenManager({ owner, store, exchange, clock, leaseMs: 1_000 }).get();
    const outcome = getting.catch((error: unknown) => error);
    for (let round = 0; round < 10; round += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(1_000);
    }

    expect(clock.pending()).toBe(0);
    expect(await outcome).toMatchObject({ code: 'timeout' });
    expect(await outcome).not.toBeInstanceOf(NetworkError);
  });
});
