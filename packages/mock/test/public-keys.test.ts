import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';
import { newSigner, registerKey, type Signer } from './support/register-key.js';

/** Signs a GET by the letter of RFC 9421, with nothing but node:crypto. */
async function get(shop: TestShop, path: string, { privateKey, keyId }: Signer): Promise<Answer> {
  const { origin, clock, fetch } = shop.platform;
  const url = new URL(`${origin}/admin/api${path}`);
  const created = Math.floor(clock.now() / 1000);
  const parameters =
    `("@method" "@authority" "@path" "@query");created=${created};expires=${created + 60}` +
    `;nonce="${randomBytes(16).toString('base64url')}";keyid="${keyId}";alg="ed25519";tag="fanfare-v1"`;
  const base = [
    '"@method": GET',
    `"@authority": ${url.host}`,
    `"@path": ${url.pathname}`,
    '"@query": ?',
    `"@signature-params": ${parameters}`,
  ].join('\n');
  const signature = sign(null, Buffer.from(base), privateKey).toString('base64');
  const headers = { 'signature-input': `fanfare=${parameters}`, signature: `fanfare=:${signature}:` };
  const answer = await fetch(url, { headers });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer['body'] };
}

describe('E12: a registered public key', () => {
  it('lets the holder of its private part sign, within its scopes', async () => {
    const shop = openShop();
    const signer = newSigner();
    expect(told(await get(shop, '/queues', signer))).toEqual([401, 'key_invalid']);

    const { status, body } = await registerKey(shop, signer);

    expect([status, body]).toMatchObject([
      200,
      { name: 'CI', algorithm: 'ed25519', keyId: signer.keyId, publicKey: signer.jwk, status: 'active' },
    ]);
    expect((await get(shop, '/queues', signer)).status).toBe(200);
    expect(told(await get(shop, '/consumers', signer))).toEqual([403, 'insufficient_scope']);
    expect(paged(await adminOf(shop).get('/public-keys'))).toMatchObject([
      { id: body['id'], lastUsedAt: '2026-11-22T10:00:00.000Z' },
    ]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('is the same key in PEM', async () => {
    const shop = openShop();
    const signer = newSigner();
    const pem = createPublicKey(signer.privateKey).export({ format: 'pem', type: 'spki' });

    const { body } = await registerKey(shop, signer, { publicKey: pem });

    expect(body['keyId']).toBe(signer.keyId);
    expect((await get(shop, '/queues', signer)).status).toBe(200);
  });

  it('belongs to one organization and mode', async () => {
    const shop = openShop();
    const others = [
      { other: openShop({ platform: shop.platform, organization: 1 }), mode: 'test' },
      { other: openShop({ platform: shop.platform, mode: 'live' }), mode: 'live' },
    ];
    const signer = newSigner();
    const { body } = await registerKey(shop, signer);

    for (const { other, mode } of others) {
      expect(told(await get(shop, `/queues/${other.queueId}`, signer))).toEqual([404, 'not_found']);
      expect(told(await registerKey(other, signer, { mode }))).toEqual([409, 'conflict']);
      expect(told(await adminOf(other).remove(`/public-keys/${String(body['id'])}`))).toEqual([
        404,
        'not_found',
      ]);
      expect(paged(await adminOf(other).get('/public-keys'))).toEqual([]);
    }
  });

  it('ends at once, for as long as the same organization does not register it again', async () => {
    const shop = openShop();
    const signer = newSigner();
    const { body } = await registerKey(shop, signer);

    const revoked = await adminOf(shop).remove(`/public-keys/${String(body['id'])}`);

    expect(revoked.body).toMatchObject({ id: body['id'], status: 'ended', archived: true });
    expect(told(await get(shop, '/queues', signer))).toEqual([401, 'key_revoked']);
    expect(paged(await adminOf(shop).get('/public-keys'))).toEqual([]);
    const other = openShop({ platform: shop.platform, organization: 1 });
    expect(told(await registerKey(other, signer))).toEqual([409, 'conflict']);
    const live = openShop({ platform: shop.platform, mode: 'live' });
    expect((await registerKey(live, signer, { mode: 'live' })).status).toBe(200);
    expect((await get(live, `/queues/${live.queueId}`, signer)).status).toBe(200);
    expect(told(await get(shop, `/queues/${shop.queueId}`, signer))).toEqual([404, 'not_found']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('ends when it expires', async () => {
    const shop = openShop();
    const signer = newSigner();
    await registerKey(shop, signer, { expiresAt: '2026-11-22T10:01:00.000Z' });
    await shop.platform.clock.advance('1m');

    expect(told(await get(shop, '/queues', signer))).toEqual([401, 'key_revoked']);
  });

  it.each<[string, () => unknown]>([
    ['a private key', () => newSigner().privateKey.export({ format: 'jwk' })],
    ['a private key in PEM', () => newSigner().privateKey.export({ format: 'pem', type: 'pkcs8' })],
    ['a key of another curve', () => ({ ...newSigner().jwk, crv: 'X25519' })],
    [
      'an RSA key in PEM',
      () =>
        generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'pem', type: 'spki' }),
    ],
    [
      'a P-256 key in PEM',
      () =>
        generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' }),
    ],
    [
      'a point under which every signature fits',
      () => ({ kty: 'OKP', crv: 'Ed25519', x: `AQ${'A'.repeat(41)}` }),
    ],
    ['half a key', () => ({ ...newSigner().jwk, x: 'AAAA' })],
    ['a text', () => 'my key'],
  ])('cannot be %s', async (_, publicKey) => {
    const shop = openShop();

    expect(told(await registerKey(shop, newSigner(), { publicKey: publicKey() }))).toEqual([
      400,
      'validation_error',
    ]);
  });

  it('does not verify what is said to be an HMAC made with it', async () => {
    const shop = openShop();
    const signer = newSigner();
    await registerKey(shop, signer);
    const { origin, clock, fetch } = shop.platform;
    const created = Math.floor(clock.now() / 1000);
    const parameters = `("@method" "@authority" "@path" "@query");created=${created};expires=${created + 60};nonce="${'A'.repeat(22)}";keyid="${signer.keyId}";alg="hmac-sha256";tag="fanfare-v1"`;

    const answer = await fetch(`${origin}/admin/api/queues`, {
      headers: { 'signature-input': `fanfare=${parameters}`, signature: 'fanfare=:AAAA:' },
    });

    expect(await answer.json()).toMatchObject({ error: 'signature_malformed' });
  });
});
