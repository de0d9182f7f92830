import { describe, expect, it } from 'vitest';
import { told } from './support/admin-of.js';
import { keyProof, type ProofClaims } from './support/key-proof.js';
import { openShop } from './support/open-shop.js';
import { newSigner, registerKey } from './support/register-key.js';

const now = Date.parse('2026-11-22T10:00:00Z') / 1000;
const right: ProofClaims = { organizationId: 'org_aurora', mode: 'test', iat: now };
const refused = [400, 'validation_error'];

describe('E12: the proof of a key', () => {
  it('cannot be made without the private part', async () => {
    const shop = openShop();
    const [theirs, own] = [newSigner(), newSigner()];

    const proof = keyProof(own.privateKey, right);
    expect(told(await registerKey(shop, theirs, { proof }))).toEqual(refused);
    expect(told(await registerKey(shop, theirs, { proof: undefined }))).toEqual(refused);
    expect((await registerKey(shop, theirs)).status).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });

  it.each<[string, Partial<ProofClaims>]>([
    ['another organization', { organizationId: 'org_borealis' }],
    ['another mode', { mode: 'live' }],
    ['an earlier time', { iat: now - 301 }],
    ['a later time', { iat: now + 61 }],
    ['no time', { iat: Number.NaN }],
  ])('is none where it is for %s', async (_, claims) => {
    const signer = newSigner();
    const proof = keyProof(signer.privateKey, { ...right, ...claims });

    expect(told(await registerKey(openShop(), signer, { proof }))).toEqual(refused);
  });

  it.each([{ alg: 'EdDSA', typ: 'JWT' }, { alg: 'none', typ: 'fanfare-key-proof+jwt' }, { alg: 'EdDSA' }])(
    'is none under the header %j',
    async (header) => {
      const signer = newSigner();
      const proof = keyProof(signer.privateKey, right, header);

      expect(told(await registerKey(openShop(), signer, { proof }))).toEqual(refused);
    },
  );

  it('keeps a key that is known from being taken by another tenant', async () => {
    const shop = openShop();
    const attacker = openShop({ platform: shop.platform, organization: 1 });
    const signer = newSigner();
    const overheard = keyProof(signer.privateKey, right);

    expect(told(await registerKey(attacker, signer, { proof: overheard }))).toEqual(refused);
    expect((await registerKey(shop, signer)).status).toBe(200);
  });
});
