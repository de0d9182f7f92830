import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openMerchant } from '../support/open-merchant.js';

const scopes = ['read:experiences'] as const;

function pair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, pem: publicKey.export({ format: 'pem', type: 'spki' }) as string }; // PEM is a text
}

function backendOf(privateKey: KeyObject) {
  return { secretKey: undefined, signingKey: { privateKey } };
}

describe('E12: a server that signs with its own key', () => {
  it('is taken once the public part is registered, by the name that both compute', async () => {
    const { fanfare, open, platform } = openMerchant();
    const { privateKey, pem } = pair();
    const backend = open(backendOf(privateKey));

    await expect(backend.admin.queues.list().toArray({ limit: 10 })).rejects.toMatchObject({
      code: 'key_invalid',
    });
    const registered = await fanfare.admin.publicKeys.register({
      name: 'CI',
      publicKey: pem,
      scopes: [...scopes],
    });

    await expect(backend.admin.queues.list().toArray({ limit: 10 })).resolves.toHaveLength(1);
    const listed = await fanfare.admin.publicKeys.list().toArray({ limit: 10 });
    expect(listed).toMatchObject([{ keyId: registered.keyId, lastUsedAt: '2026-11-22T10:00:00.000Z' }]);
    expect(platform.requests.every((request) => !('authorization' in request.headers))).toBe(true);
  });

  it('writes too, under the scopes of its key', async () => {
    const { fanfare, open, shop } = openMerchant();
    const { privateKey, pem } = pair();
    await fanfare.admin.publicKeys.register({ name: 'CI', publicKey: pem, scopes: ['write:experiences'] });
    const backend = open(backendOf(privateKey));

    await expect(backend.admin.queues.update(shop.queue.id, { admitRate: 5 })).resolves.toMatchObject({
      admitRate: 5,
    });
    await expect(backend.admin.queues.get(shop.queue.id)).rejects.toMatchObject({
      name: 'PermissionError',
      code: 'insufficient_scope',
      details: { scope: 'read:experiences' },
    });
  });

  it('A7: goes on with its next key through a provider, when the first one is revoked', async () => {
    const { fanfare, open } = openMerchant();
    const [first, second] = [pair(), pair()];
    const vault = { privateKey: first.privateKey };
    const backend = open({ secretKey: undefined, signingKey: () => ({ privateKey: vault.privateKey }) });
    const { id } = await fanfare.admin.publicKeys.register({
      name: '1',
      publicKey: first.pem,
      scopes: [...scopes],
    });
    await fanfare.admin.publicKeys.register({ name: '2', publicKey: second.pem, scopes: [...scopes] });
    await backend.admin.queues.list().toArray({ limit: 10 });

    vault.privateKey = second.privateKey;
    await fanfare.admin.publicKeys.revoke(id);

    await expect(backend.admin.queues.list().toArray({ limit: 10 })).resolves.toHaveLength(1);
    await expect(
      open(backendOf(first.privateKey)).admin.queues.list().toArray({ limit: 10 }),
    ).rejects.toMatchObject({
      code: 'key_revoked',
    });
  });
});
