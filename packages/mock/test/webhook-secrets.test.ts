import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { told } from './support/admin-of.js';
import { openHookedShop, type Arrival, type HookedShop } from './support/open-hooked-shop.js';

interface Hook {
  readonly id: string;
  readonly secret: string;
  readonly path: string;
}

async function hookUp(shop: HookedShop): Promise<Hook> {
  const { id, secret } = (await shop.hook()).body as Record<'id' | 'secret', string>;
  return { id, secret, path: `/webhooks/${id}` };
}

/** The same delivery, as a receiver sees it that reads the additional signature in place of the documented one. */
function byAdditional(arrival: Arrival): Arrival {
  const { 'x-fanfare-additional-signature': additional, ...headers } = arrival.headers;
  return { ...arrival, headers: { ...headers, 'x-fanfare-signature': String(additional) } };
}

describe('H11: a secret that is rolled', () => {
  it('is shown once, and signs beside the old one until the overlap ends', async () => {
    const shop = openHookedShop();
    const { path, secret: old } = await hookUp(shop);

    const { status, body } = await shop.admin.post(`${path}/roll-secret`, { overlapSeconds: 3600 });
    const { secret: fresh, ...shown } = body;

    expect(status).toBe(200);
    expect(fresh).toMatch(/^whsec_[\w-]{43}$/);
    expect(fresh).not.toBe(old);
    expect(shown).toMatchObject({
      secretLastFour: String(fresh).slice(-4),
      previousSecretLastFour: old.slice(-4),
      previousSecretEndsAt: '2026-11-22T11:00:00.000Z',
    });

    await shop.enter();
    const [during] = shop.arrived;
    expect(shop.verifies(during, old)).toBe(true);
    expect(during && shop.verifies(byAdditional(during), fresh)).toBe(true);

    await shop.platform.clock.advance('1h');
    await shop.enter();
    const after = shop.arrived.at(-1);
    expect(shop.verifies(after, fresh)).toBe(true);
    expect(shop.verifies(after, old)).toBe(false);
    expect(after?.headers).not.toHaveProperty('x-fanfare-additional-signature');
    expect((await shop.admin.get(path)).body).toMatchObject({
      previousSecretLastFour: null,
      previousSecretEndsAt: null,
    });
  });

  it('overlaps for a day where nothing is said', async () => {
    const shop = openHookedShop();
    const { path } = await hookUp(shop);

    const { body } = await shop.admin.post(`${path}/roll-secret`, {});

    expect(body['previousSecretEndsAt']).toBe('2026-11-23T10:00:00.000Z');
  });

  it('ends at once with an overlap of 0', async () => {
    const shop = openHookedShop();
    const { path, secret: old } = await hookUp(shop);
    const { body } = await shop.admin.post(`${path}/roll-secret`, { overlapSeconds: 0 });
    await shop.enter();

    expect(body).toMatchObject({ previousSecretLastFour: null, previousSecretEndsAt: null });
    expect(shop.verifies(shop.arrived[0], old)).toBe(false);
    expect(shop.verifies(shop.arrived[0], body['secret'])).toBe(true);
  });

  it('is not rolled again while two sign, unless the old ones end at once', async () => {
    const shop = openHookedShop();
    const { path } = await hookUp(shop);
    await shop.admin.post(`${path}/roll-secret`, { overlapSeconds: 60 });

    expect(told(await shop.admin.post(`${path}/roll-secret`, { overlapSeconds: 60 }))).toEqual([
      409,
      'conflict',
    ]);
    const { body } = await shop.admin.post(`${path}/roll-secret`, { overlapSeconds: 0 });
    await shop.enter();
    expect(shop.verifies(shop.arrived[0], body['secret'])).toBe(true);
    await shop.platform.clock.advance('1m');
    expect((await shop.admin.post(`${path}/roll-secret`, {})).status).toBe(200);
  });

  it.each([-1, 1.5, 604_801, '60', null])('refuses an overlap of %j', async (overlapSeconds) => {
    const shop = openHookedShop();
    const { path } = await hookUp(shop);

    expect(told(await shop.admin.post(`${path}/roll-secret`, { overlapSeconds }))).toEqual([
      400,
      'validation_error',
    ]);
  });

  it('A2: is rolled anew by every call, for an answer with a secret is kept nowhere', async () => {
    const shop = openHookedShop();
    const { path } = await hookUp(shop);
    const body = { overlapSeconds: 0 };
    const roll = (): ReturnType<HookedShop['merchant']> =>
      shop.merchant('POST', `${path}/roll-secret`, body, { service: 'admin', idempotencyKey: 'roll-0001' });
    const [first, second] = [await roll(), await roll()];
    await shop.enter();

    expect(second.body['secret']).not.toBe(first.body['secret']);
    expect(shop.verifies(shop.arrived[0], second.body['secret'])).toBe(true);
  });

  it.each(['old', 'new'] as const)(
    'loses no delivery of a receiver that reads the documented header only and knows the %s one',
    async (known) => {
      const shop = openHookedShop();
      const { path, secret: old } = await hookUp(shop);
      const secrets = { old, new: old };
      shop.answer = (arrival) => (shop.verifies(arrival, secrets[known]) ? 200 : 401);
      for (let event = 0; event < 20; event += 1) {
        if (event === 10) {
          const { body } = await shop.admin.post(`${path}/roll-secret`, { overlapSeconds: 86_400 });
          secrets.new = String(body['secret']);
        }
        await shop.enter();
        await shop.platform.clock.advance('10s');
      }
      await shop.platform.clock.advance('1h');

      expect(shop.platform.deliveries).toHaveLength(20);
      expect(new Set(shop.platform.deliveries.map(({ status }) => status))).toEqual(new Set(['delivered']));
      const most = Math.max(...shop.platform.deliveries.map(({ attempts }) => attempts.length));
      expect(most).toBe(known === 'old' ? 1 : 2);
    },
  );
});

describe('H11: the secrets of endpoints', () => {
  it('are in no answer, log or dump after they were given out', async () => {
    const shop = openHookedShop();
    const { path, secret } = await hookUp(shop);
    const rolled = await shop.admin.post(`${path}/roll-secret`, {});
    const fresh = String(rolled.body['secret']);
    const control = shop.platform.addWebhookEndpoint({
      organizationId: shop.organization.id,
      url: 'http://localhost:1/hooks',
    });
    await shop.enter();
    const mock = ['world', 'requests', 'deliveries', 'settings', 'health'];
    const shown = [
      ...(await Promise.all(
        mock.map(async (name) =>
          (await shop.platform.fetch(`${shop.platform.origin}/__mock/${name}`)).text(),
        ),
      )),
      ...(
        await Promise.all([
          shop.admin.get('/webhooks'),
          shop.admin.get(path),
          shop.admin.get(`${path}/deliveries`),
          shop.admin.get('/webhooks/events'),
          shop.admin.patch(path, { description: 'seen' }),
          shop.admin.post('/webhooks/test', { endpointId: path.slice(10), eventType: 'order.created' }),
          shop.admin.remove(path),
        ])
      ).map(({ body }) => JSON.stringify(body)),
      inspect(shop.platform, { depth: Infinity, showHidden: true }),
      JSON.stringify(shop.arrived.map(({ headers, event }) => ({ headers, event }))),
    ].join('\n');

    expect(shown).toContain('queue.consumer.entered');
    for (const text of [secret, fresh, control.secret]) {
      expect(shown).not.toContain(text);
      expect(shown).not.toContain(text.slice(6, 26));
    }
    expect(shown).toContain(`"secretLastFour":"${fresh.slice(-4)}"`);
  });

  it('A2: are told by one answer only, and stand nowhere else in the state than where they sign', async () => {
    const shop = openHookedShop();
    const body = { url: 'https://shop.aurora.com/hooks', events: ['*'] };
    const create = (): ReturnType<HookedShop['merchant']> =>
      shop.merchant('POST', '/webhooks', body, { service: 'admin', idempotencyKey: 'key-0001' });
    const [first, repeat] = [await create(), await create()];

    expect(repeat.body['secret']).not.toBe(first.body['secret']);
    expect(repeat.body['id']).not.toBe(first.body['id']);
  });
});
