import type { SecretKey } from '@fanfare/contract';
import {
  apiToken,
  createTokenManager,
  staticKey,
  type CredentialStrategy,
  type IssuedTokens,
} from '@fanfare/node/credentials';
import { Secret } from '@fanfare/node';
import { describe, expect, it, vi } from 'vitest';
import { openMerchant } from '../support/open-merchant.js';

const hour = 3_600_000;

/** A platform, the place where its key is kept, and a clock that both go by. */
async function openVault() {
  const merchant = openMerchant();
  const { fanfare, platform, open } = merchant;
  const scopes = ['read:experiences'] as const;
  const made = await fanfare.admin.apiKeys.create({ kind: 'secret', name: 'Till', scopes: [...scopes] });
  const vault = { key: String(made.key) };
  const asked = vi.fn();
  /** Ends the present key at once, and puts the next one where the strategy finds it. */
  const roll = async (): Promise<void> => {
    const rolled = await fanfare.admin.apiKeys.roll(made.id, { overlapSeconds: 0 });
    vault.key = String(rolled.key);
  };
  const clock = { now: () => platform.clock.now(), setTimeout: () => () => undefined };
  const backendOf = (secretKey: CredentialStrategy) => open({ secretKey });
  return { ...merchant, vault, asked, roll, clock, backendOf };
}

type Vault = Awaited<ReturnType<typeof openVault>>;

const strategies: Readonly<Record<string, (vault: Vault) => CredentialStrategy>> = {
  'a key': ({ vault, asked }) =>
    staticKey(() => {
      asked();
      return vault.key;
    }),
  'an API token': ({ vault, asked, clock }) =>
    apiToken(
      () => {
        asked();
        return { token: vault.key, expiresAt: new Date(clock.now() + hour) };
      },
      { clock },
    ),
  'a login': ({ vault, asked, clock }) => {
    // Such as a vault that leases keys: each login and each renewal of the lease yields the present one.
    const issue = async (): Promise<IssuedTokens> => {
      asked();
      return { accessToken: vault.key, refreshToken: `lease-${asked.mock.calls.length}`, lifetimeMs: hour };
    };
    const exchange = { login: issue, refresh: issue, logout: async () => undefined };
    return createTokenManager({ owner: { tenant: 'shop', user: 'till' }, exchange, clock });
  },
};

describe.each(Object.entries(strategies))('A12, A7: a server that signs by way of %s', (_, strategyOf) => {
  it('asks once for a hundred calls, and for nothing when it is made', async () => {
    const vault = await openVault();
    const backend = vault.backendOf(strategyOf(vault));
    await new Promise((resolve) => setImmediate(resolve));
    expect(vault.asked).not.toHaveBeenCalled();

    await Promise.all(Array.from({ length: 100 }, () => backend.admin.queues.get(vault.shop.queue.id)));

    expect(vault.asked).toHaveBeenCalledTimes(1);
  });

  it('goes on with the next key when the present one was revoked, without a failed call', async () => {
    const vault = await openVault();
    const backend = vault.backendOf(strategyOf(vault));
    const get = () => backend.admin.queues.get(vault.shop.queue.id);
    await get();
    await vault.roll();

    const results = await Promise.allSettled(Array.from({ length: 20 }, get));

    expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(vault.asked).toHaveBeenCalledTimes(2);
  });
});

describe('A12: a server that signs by way of a strategy', () => {
  it('tells that its key is about to expire, and sends nothing once it has', async () => {
    const { shop, backendOf, platform, clock, calls } = await openVault();
    const onExpiring = vi.fn();
    const expiresAt = new Date(clock.now() + 24 * hour);
    const backend = backendOf(apiToken({ token: shop.keys.test.secret, expiresAt }, { clock, onExpiring }));

    await backend.admin.queues.get(shop.queue.id);
    expect(onExpiring).toHaveBeenCalledWith({ expiresAt, remainingMs: 24 * hour });

    await platform.clock.advance('24h');
    const before = calls('admin.queues.get');
    await expect(backend.admin.queues.get(shop.queue.id)).rejects.toMatchObject({ code: 'token_expired' });
    expect(calls('admin.queues.get')).toBe(before);
  });

  it('takes the next key from a strategy that changes it by itself', async () => {
    const { vault, roll, backendOf, shop } = await openVault();
    const keys = [new Secret(vault.key)];
    await roll();
    keys.push(new Secret(vault.key));
    const renew = vi.fn(async () => keys[1] as Secret);
    const backend = backendOf({ get: async () => keys[1] as Secret, renew });

    await backend.admin.queues.get(shop.queue.id);

    expect(renew).not.toHaveBeenCalled();
  });

  it.each([
    ['a token that is no secret key', 'eyJhbGciOiJub25lIn0.e30.', /^secretKey is not a Fanfare key/],
    ['a publishable key', 'pk_test_a1b2c3d4e5f6', /^secretKey is a publishable key/],
    ['a key of the other mode', 'sk_live_a1b2c3d4e5f6', /^secretKey is a live key/],
  ])('A10: sends nothing with %s, and does not print it', async (_, text, message) => {
    const { open, shop, calls } = await openVault();
    const backend = open({ secretKey: staticKey(text), expectMode: 'test' });
    const before = calls('admin.queues.get');

    const error: unknown = await backend.admin.queues.get(shop.queue.id).catch((reason: unknown) => reason);

    expect(error).toMatchObject({
      code: 'invalid_options',
      message: expect.stringMatching(message) as string,
    });
    expect(String(error)).not.toContain(text);
    expect(calls('admin.queues.get')).toBe(before);
  });

  it('still takes no object that is no strategy', async () => {
    const { open } = await openVault();

    expect(() => open({ secretKey: { get: async () => new Secret('x') } as never })).toThrow(
      /secretKey must be a secret key \(sk_…\), not an object/,
    );
    expect(() => open({ secretKey: null as unknown as SecretKey })).toThrow(/not null/);
  });
});
