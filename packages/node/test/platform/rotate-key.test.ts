import type { SecretKey } from '@fanfare/contract';
import type { FanfareServer } from '@fanfare/node';
import { describe, expect, it, vi } from 'vitest';
import { openMerchant } from '../support/open-merchant.js';

describe('A7: a secret key that is rotated', () => {
  it('ends at once; a client that asks for its key goes on with the new one', async () => {
    const { fanfare, shop, open } = openMerchant();
    const vault = { key: shop.keys.test.secret as string };
    const backend = open({ secretKey: () => vault.key });
    await backend.admin.organizations.current();

    const { secretKey } = await fanfare.admin.organizations.rotateSecretKey();
    vault.key = secretKey;

    await expect(backend.admin.organizations.current()).resolves.toMatchObject({ slug: shop.slug });
    await expect(fanfare.admin.organizations.current()).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 'key_revoked',
    });
  });
});

const crowd = 20;
const overlapSeconds = 600;

/** Makes reading and writing calls at once, as a busy backend does, and counts the failures by their code. */
async function load(backend: FanfareServer, queueId: string): Promise<Record<string, number>> {
  const calls = Array.from({ length: crowd }, (_, number) =>
    number % 4 === 0
      ? backend.admin.queues.update(queueId, { admitRate: number + 1 })
      : backend.admin.queues.get(queueId),
  );
  const failures: Record<string, number> = {};
  for (const result of await Promise.allSettled(calls)) {
    if (result.status === 'fulfilled') continue;
    const { code } = result.reason as { readonly code: string }; // every failure of the SDK has one
    failures[code] = (failures[code] ?? 0) + 1;
  }
  return failures;
}

async function openRolling() {
  const merchant = openMerchant({ organizationId: undefined });
  const { fanfare, shop } = merchant;
  const scopes = ['read:experiences', 'write:experiences'] as const;
  const made = await fanfare.admin.apiKeys.create({ kind: 'secret', name: 'Till', scopes: [...scopes] });
  const vault = { key: made.key as SecretKey }; // a secret one was asked for
  const asked = vi.fn(async () => vault.key);
  const roll = async () => {
    const rolled = await fanfare.admin.apiKeys.roll(made.id, { overlapSeconds });
    return rolled.key as SecretKey; // of the same kind
  };
  const [fixed, reloading] = [merchant.open({ secretKey: vault.key }), merchant.open({ secretKey: asked })];
  return { ...merchant, queueId: shop.queue.id, vault, asked, roll, fixed, reloading };
}

describe('A7: a key that is rolled while a backend is busy', () => {
  it('costs no call inside the overlap, with the old key and with the new one', async () => {
    const { fixed, reloading, queueId, roll, vault, platform, open } = await openRolling();
    const before = load(fixed, queueId);
    const rolling = roll();
    const during = [load(fixed, queueId), load(reloading, queueId)];

    vault.key = await rolling;
    const successor = open({ secretKey: vault.key });
    const after = [load(fixed, queueId), load(reloading, queueId), load(successor, queueId)];
    expect(await Promise.all([before, ...during, ...after])).toEqual([{}, {}, {}, {}, {}, {}]);

    for (let minute = 0; minute < 9; minute += 1) {
      await platform.clock.advance('1m');
      expect([await load(fixed, queueId), await load(successor, queueId)]).toEqual([{}, {}]);
    }
  });

  it('ends with the overlap: the old key is refused, and whoever asks for the key recovers without a failure', async () => {
    const { fixed, reloading, queueId, roll, vault, platform, asked } = await openRolling();
    await load(reloading, queueId);
    vault.key = await roll();
    await platform.clock.advance(`${overlapSeconds}s`);

    expect(await load(fixed, queueId)).toEqual({ key_revoked: crowd });
    expect(await load(reloading, queueId)).toEqual({});
    // Once at the start, and once for all the calls that were refused.
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('is not repeated where the provider has no other key yet', async () => {
    const { reloading, queueId, roll, platform, calls } = await openRolling();
    await load(reloading, queueId);
    await roll();
    await platform.clock.advance(`${overlapSeconds}s`);
    const before = calls('admin.queues.get');

    await expect(reloading.admin.queues.get(queueId)).rejects.toMatchObject({ code: 'key_revoked' });
    expect(calls('admin.queues.get') - before).toBe(2);
  });
});
