import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { asKey } from './support/as-key.js';
import { createKey } from './support/create-key.js';
import { memberKey } from './support/member-key.js';
import { openShop, type Answer } from './support/open-shop.js';

const office = '203.0.113.7';
const soon = '2026-11-22T11:00:00.000Z';
const later = '2026-11-22T12:00:00.000Z';
const denied = [403, 'forbidden'];

/** A key that works from one office only, and for an hour. */
async function limited() {
  const shop = openShop({ addressFrom: 'x-from' });
  const own = await createKey(shop, {
    scopes: ['admin'],
    allowedIps: [office, '10.1.0.0/16'],
    expiresAt: soon,
  });
  const send = asKey(shop.platform, own['key']);
  const post = (path: string, body?: object): Promise<Answer> =>
    send({ method: 'POST', path: `/admin/api${path}`, headers: { 'x-from': office }, body });
  const give = (more: object): Promise<Answer> =>
    post('/api-keys', { kind: 'secret', name: 'Given', scopes: ['admin'], ...more });
  return { shop, own, post, give };
}

describe('E10, A13: a key with limits', () => {
  it('gives its limits with the keys that it makes, where nothing is said', async () => {
    const { give } = await limited();

    expect((await give({})).body).toMatchObject({
      allowedIps: [office, '10.1.0.0/16'],
      expiresAt: soon,
    });
  });

  it('can give narrower ones', async () => {
    const { give } = await limited();
    const narrower = { allowedIps: ['10.1.2.0/24'], expiresAt: '2026-11-22T10:30:00.000Z' };

    expect((await give(narrower)).body).toMatchObject(narrower);
  });

  it.each([
    { allowedIps: [] },
    { allowedIps: ['198.51.100.1'] },
    { allowedIps: [office, '10.0.0.0/8'] },
    { allowedIps: ['0.0.0.0/0'] },
    { allowedIps: ['::/0'] },
    { expiresAt: later },
  ])('cannot give wider ones: %j', async (more) => {
    const { give } = await limited();

    expect(told(await give(more))).toEqual(denied);
  });

  it('cannot roll or rotate a key that has none, and can roll itself', async () => {
    const { shop, own, post } = await limited();
    const free = await createKey(shop, { scopes: ['admin'] });

    const rolled = { overlapSeconds: 0 };
    expect(told(await post(`/api-keys/${String(free['id'])}/roll`, rolled))).toEqual(denied);
    expect(told(await post('/organizations/secret-key/rotate'))).toEqual(denied);
    const next = await post(`/api-keys/${String(own['id'])}/roll`, rolled);
    expect(next.body).toMatchObject({ allowedIps: own['allowedIps'], expiresAt: soon });
    expect(shop.platform.defects).toEqual([]);
  });
});

describe('D3: a key of somebody who may do more', () => {
  it('cannot be revoked by somebody who may do less', async () => {
    const shop = openShop({ roleSet: 'events' });
    const above = await memberKey(shop, [{ role: 'super_admin' }]);
    const equal = await memberKey(shop, [{ role: 'client_admin' }]);
    const unlimited = await createKey(shop, { scopes: ['admin'] });
    const { send } = await memberKey(shop, [{ role: 'client_admin' }, { role: 'support' }]);
    const revoke = (id: unknown): Promise<Answer> =>
      send({ method: 'DELETE', path: `/admin/api/api-keys/${String(id)}` });

    expect(told(await revoke(above.id))).toEqual(denied);
    expect(told(await revoke(unlimited['id']))).toEqual(denied);
    expect((await revoke(equal.id)).status).toBe(200);
    expect((await above.send({ method: 'GET', path: '/admin/api/queues' })).status).toBe(200);
  });
});

describe('A13: the key that an organization goes by', () => {
  it.each(['secret', 'publishable'])('can be replaced and not revoked: %s', async (kind) => {
    const shop = openShop();
    const other = await createKey(shop, { scopes: ['admin'] });
    const send = asKey(shop.platform, other['key']);
    const keys = paged(await adminOf(shop).get(`/api-keys?first=100&kind=${kind}`));
    const own = keys.find(({ id }) => id !== other['id']);

    const revoked = await send({ method: 'DELETE', path: `/admin/api/api-keys/${String(own?.['id'])}` });
    const rotated = await send({ method: 'POST', path: '/admin/api/organizations/secret-key/rotate' });

    expect(told(revoked)).toEqual([409, 'conflict']);
    expect(revoked.body['message']).toContain('rotate');
    expect(rotated.status).toBe(200);
    expect(shop.platform.defects).toEqual([]);
  });
});
