import { describe, expect, it } from 'vitest';
import { adminOf } from './support/admin-of.js';
import { dumpState } from './support/dump-state.js';
import { openHookedShop } from './support/open-hooked-shop.js';
import { openShop, type TestShop } from './support/open-shop.js';
import { unavailable } from './support/unavailable.js';

const words = /zoe@team|quux|ext-zoe-9/i;
const zoe = {
  email: 'zoe@team.example',
  name: 'Zoe Quux',
  roles: [{ role: 'analyst' }],
  externalId: 'ext-zoe-9',
};

const traces = ({ platform }: TestShop): readonly string[] =>
  dumpState(platform)
    .filter(({ text }) => words.test(text))
    .map(({ path, text }) => `${path.slice(-120)}: ${text.slice(0, 80)}`);

describe('I7: a member who was let go', () => {
  it('is forgotten at once, but for what endpoints are told, and wholly when they know', async () => {
    const shop = openShop({ deliver: unavailable });
    shop.platform.addWebhookEndpoint({
      organizationId: shop.organization.id,
      url: 'https://hooks.example.org/x',
    });
    const admin = adminOf(shop);
    const { body } = await admin.post('/members', zoe);
    await admin.get('/members?sortBy=name&first=1');
    await shop.platform.clock.advance('1m');
    expect(traces(shop).length).toBeGreaterThan(3);

    await admin.remove(`/members/${String(body['id'])}`);
    const left = traces(shop);
    await shop.platform.clock.advance('3d');

    expect(left.filter((trace) => !/user.(de)?provisioned/.test(trace))).toEqual([]);
    expect(traces(shop)).toEqual([]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('is told of to the endpoints all the same', async () => {
    const shop = openHookedShop();
    await shop.admin.post('/webhooks', { url: 'https://shop.aurora.com/hooks', events: ['*'] });
    const { body } = await shop.admin.post('/members', zoe);
    await shop.admin.remove(`/members/${String(body['id'])}`);
    await shop.platform.settle();

    const last = shop.arrived.at(-1)?.event;
    expect(last).toMatchObject({ type: 'user.deprovisioned', data: { externalId: 'ext-zoe-9' } });
  });
});

describe('I7: an erasure', () => {
  it('touches nothing of another organization, whatever the consumer was called', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const create = async (): Promise<unknown> => {
      const call = { service: 'admin', idempotencyKey: 'idem-key-0123456789' } as const;
      return (await other.merchant('POST', '/audiences', { name: 'VIP', type: 'STATIC' }, call)).body['id'];
    };
    const id = await create();
    const { body } = await adminOf(shop).post('/consumers/batch', {
      consumers: [{ email: 'x@y.example', fullName: 'i' }],
    });
    const [made] = body['results'] as readonly { readonly consumerId: string }[]; // its contract

    await adminOf(shop).remove(`/consumers/${String(made?.consumerId)}`);
    await shop.platform.clock.advance('61m');

    expect(id).toMatch(/^aud_/);
    expect(await create()).toBe(id);
  });

  it('ends deliveries that were to be tried again', async () => {
    const shop = openShop({ deliver: unavailable });
    shop.platform.addWebhookEndpoint({
      organizationId: shop.organization.id,
      url: 'https://hooks.example.org/x',
    });
    const admin = adminOf(shop);
    const ann = await shop.member('ann@person.example');
    await admin.put(`/consumers/${ann.consumerId}`, { fullName: 'Annabel Unique' });
    await shop.platform.settle();
    await admin.remove(`/consumers/${ann.consumerId}`);
    await shop.platform.clock.advance('61m');

    const found = dumpState(shop.platform).filter(({ text }) => /ann@person|annabel/i.test(text));
    expect(found.map(({ path }) => path.slice(-120))).toEqual([]);
  });
});
