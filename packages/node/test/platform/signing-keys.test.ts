import { createPublicKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import type { OrganizationId } from '@fanfare/contract';
import { OptionsError, proveKey } from '@fanfare/node';
import { describe, expect, it } from 'vitest';
import { openMerchant, type Merchant } from '../support/open-merchant.js';

const scopes = ['read:experiences'] as const;

function pair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, pem: publicKey.export({ format: 'pem', type: 'spki' }) as string }; // PEM is a text
}

/** A proof of a key, made when the platform says that it is now. */
function proofOf({ platform, shop }: Merchant, privateKey: KeyObject): string {
  const timestamp = Math.floor(platform.clock.now() / 1000);
  return proveKey({ privateKey, organizationId: shop.id, mode: 'test', timestamp });
}

function backendOf(privateKey: KeyObject) {
  return { secretKey: undefined, signingKey: { privateKey } };
}

describe('E12: a server that signs with its own key', () => {
  it('is taken once the public part is registered, by the name that both compute', async () => {
    const merchant = openMerchant();
    const { fanfare, open, platform } = merchant;
    const { privateKey, pem } = pair();
    const backend = open(backendOf(privateKey));

    await expect(backend.admin.queues.list().toArray({ limit: 10 })).rejects.toMatchObject({
      code: 'key_invalid',
    });
    const registered = await fanfare.admin.publicKeys.register({
      name: 'CI',
      publicKey: pem,
      proof: proofOf(merchant, privateKey),
      scopes: [...scopes],
    });

    await expect(backend.admin.queues.list().toArray({ limit: 10 })).resolves.toHaveLength(1);
    const listed = await fanfare.admin.publicKeys.list().toArray({ limit: 10 });
    expect(listed).toMatchObject([{ keyId: registered.keyId, lastUsedAt: '2026-11-22T10:00:00.000Z' }]);
    expect(platform.requests.every((request) => !('authorization' in request.headers))).toBe(true);
  });

  it('writes too, under the scopes of its key', async () => {
    const merchant = openMerchant();
    const { fanfare, open, shop } = merchant;
    const { privateKey, pem } = pair();
    await fanfare.admin.publicKeys.register({
      name: 'CI',
      publicKey: pem,
      proof: proofOf(merchant, privateKey),
      scopes: ['write:experiences'],
    });
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
    const merchant = openMerchant();
    const { fanfare, open } = merchant;
    const [first, second] = [pair(), pair()];
    const vault = { privateKey: first.privateKey };
    const backend = open({ secretKey: undefined, signingKey: () => ({ privateKey: vault.privateKey }) });
    const { id } = await fanfare.admin.publicKeys.register({
      name: '1',
      publicKey: first.pem,
      proof: proofOf(merchant, first.privateKey),
      scopes: [...scopes],
    });
    await fanfare.admin.publicKeys.register({
      name: '2',
      publicKey: second.pem,
      proof: proofOf(merchant, second.privateKey),
      scopes: [...scopes],
    });
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

  it('is not taken without the proof, nor with one for another organization', async () => {
    const merchant = openMerchant();
    const { competitor } = merchant;
    const { privateKey, pem } = pair();
    const key = { name: 'CI', publicKey: pem, scopes: [...scopes] };

    await expect(
      competitor.admin.publicKeys.register({ ...key, proof: proofOf(merchant, privateKey) }),
    ).rejects.toMatchObject({ code: 'validation_error' });
    await expect(
      competitor.admin.publicKeys.register({ ...key, proof: undefined as unknown as string }),
    ).rejects.toMatchObject({ name: 'RequestError' });
  });
});

describe('E12: proveKey', () => {
  const options = {
    privateKey: pair().privateKey,
    organizationId: 'org_1' as OrganizationId,
    mode: 'test',
  } as const;

  it('says for whom and when, in a JWS that the key verifies', () => {
    const [header = '', payload = '', signature = ''] = proveKey({ ...options, timestamp: 7 }).split('.');

    expect(read(header)).toEqual({ alg: 'EdDSA', typ: 'fanfare-key-proof+jwt' });
    expect(read(payload)).toEqual({ organizationId: 'org_1', mode: 'test', iat: 7 });
    const bytes = Buffer.from(signature, 'base64url');
    const publicKey = createPublicKey(options.privateKey);
    expect(verify(null, Buffer.from(`${header}.${payload}`), publicKey, bytes)).toBe(true);
  });

  it('is made now, where nothing else is said', () => {
    const { iat } = read(proveKey(options).split('.')[1] ?? '');

    expect(Math.abs(Number(iat) - Date.now() / 1000)).toBeLessThan(60);
  });

  it.each([
    ['no key', { privateKey: undefined }],
    ['the public key', { privateKey: createPublicKey(options.privateKey) }],
    ['an RSA key', { privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey }],
    ['no organization', { organizationId: undefined }],
    ['no mode', { mode: undefined }],
    ['another mode', { mode: 'staging' }],
    ['half a second', { timestamp: 0.5 }],
    ['something else', { scopes: [] }],
  ])('refuses %s', (_, more) => {
    const given = { ...options, ...more } as unknown as typeof options; // as JavaScript may call it

    expect(() => proveKey(given)).toThrow(OptionsError);
  });
});

function read(part: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>; // an object by construction
}
