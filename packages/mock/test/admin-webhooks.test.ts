import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { hookUrl, openHookedShop } from './support/open-hooked-shop.js';
import { openShop, start } from './support/open-shop.js';

describe('H6: a webhook endpoint', () => {
  it('is created, listed, read, changed and archived', async () => {
    const { admin, organization, platform } = openHookedShop();
    const made = await admin.post('/webhooks', {
      url: hookUrl,
      events: ['order.completed', 'order.created', 'order.completed'],
      description: 'The till',
    });
    const { secret, ...shown } = made.body;
    const path = `/webhooks/${String(shown['id'])}`;

    expect(made.status).toBe(200);
    expect(secret).toMatch(/^whsec_[\w-]{43}$/);
    expect(shown).toEqual({
      id: expect.stringMatching(/^whe_/),
      organizationId: organization.id,
      createdAt: start,
      createdBy: expect.any(String),
      archived: false,
      updatedAt: null,
      updatedBy: null,
      url: hookUrl,
      events: ['order.completed', 'order.created'],
      description: 'The till',
      enabled: true,
      disabledReason: null,
      secretLastFour: String(secret).slice(-4),
      previousSecretLastFour: null,
      previousSecretEndsAt: null,
      consecutiveFailures: 0,
      failingSince: null,
    });
    expect((await admin.get(path)).body).toEqual(shown);
    expect(paged(await admin.get('/webhooks'))).toEqual([shown]);

    await platform.clock.advance('1m');
    const patch = { url: `${hookUrl}/2`, events: ['*'], description: null, enabled: false };
    const changed = await admin.patch(path, patch);
    expect(changed.body).toMatchObject({
      ...patch,
      disabledReason: 'merchant',
      updatedAt: '2026-11-22T10:01:00.000Z',
      secretLastFour: shown['secretLastFour'],
    });
    expect((await admin.patch(path, { enabled: true })).body).toMatchObject({ disabledReason: null });

    expect((await admin.remove(path)).body).toMatchObject({ id: shown['id'], archived: true });
    expect(paged(await admin.get('/webhooks'))).toEqual([]);
    expect((await admin.get(path)).body).toMatchObject({ archived: true });
    for (const answer of [
      await admin.patch(path, { enabled: true }),
      await admin.post(`${path}/roll-secret`, {}),
      await admin.post(`${path}/replay`, { startTime: start, endTime: start }),
      await admin.post('/webhooks/test', { endpointId: shown['id'], eventType: 'order.created' }),
    ])
      expect(told(answer)).toEqual([409, 'conflict']);
    expect(platform.defects).toEqual([]);
  });

  it('is filtered, sorted and paged', async () => {
    const { admin, hook, platform } = openHookedShop();
    for (const name of ['b', 'a', 'c']) {
      await hook({ url: `${hookUrl}/${name}`, enabled: name !== 'c' });
      await platform.clock.advance('1s');
    }
    const names = async (query: string): Promise<string[]> =>
      paged(await admin.get(`/webhooks${query}`)).map(({ url }) => String(url).slice(-1));

    expect(await names('')).toEqual(['c', 'a', 'b']);
    expect(await names('?sortBy=url&sortDir=asc')).toEqual(['a', 'b', 'c']);
    expect(await names('?enabled=true')).toEqual(['a', 'b']);
    expect(await names('?enabled=false')).toEqual(['c']);
    const { body } = await admin.get('/webhooks?first=2');
    const { endCursor } = body['pageInfo'] as { endCursor: string };
    expect(await names(`?after=${endCursor}`)).toEqual(['b']);
  });

  it.each([
    ['http', { url: 'http://shop.aurora.com/hooks' }],
    ['a private address', { url: 'https://10.0.0.8/hooks' }],
    ['the metadata of a cloud', { url: 'https://169.254.169.254/latest' }],
    ['this machine', { url: 'https://127.0.0.1/hooks' }],
    ['this machine by name', { url: 'http://localhost:3000/hooks' }],
    ['a decimal address', { url: 'https://2130706433/' }],
    ['credentials', { url: 'https://me:word@shop.aurora.com/' }],
    ['a fragment', { url: 'https://shop.aurora.com/#a' }],
    ['no URL', { url: 'hooks' }],
    ['no event', { events: [] }],
    ['an unknown event', { events: ['order.shipped'] }],
    ['a short secret', { secret: 'whsec_0123456789abcdef' }],
    ['a secret without its prefix', { secret: '0123456789abcdef0123456789abcdef' }],
    ['an unknown field', { secretLastFour: 'abcd' }],
  ])('is refused with %s, which is not repeated', async (_, wrong) => {
    const { admin, hook } = openHookedShop();

    const answer = await hook(wrong);

    expect(told(answer)).toEqual([400, 'validation_error']);
    expect(answer.body['issues']).toHaveLength(1);
    const [value] = Object.values(wrong);
    if (typeof value === 'string') expect(JSON.stringify(answer.body)).not.toContain(value);
    expect(paged(await admin.get('/webhooks'))).toEqual([]);
  });

  it('cannot be moved where it could not be created', async () => {
    const { admin, hook } = openHookedShop();
    const { body } = await hook();
    const path = `/webhooks/${String(body['id'])}`;

    expect(told(await admin.patch(path, { url: 'https://192.168.0.1/' }))).toEqual([400, 'validation_error']);
    expect(told(await admin.patch(path, { url: 'http://127.0.0.1/' }))).toEqual([400, 'validation_error']);
    expect((await admin.get(path)).body).toMatchObject({ url: hookUrl });
  });

  it('may be on this machine where the settings say so, and is refused deliveries when they no longer do', async () => {
    const shop = openHookedShop({ settings: { allowLoopbackWebhooks: true } });
    const { status } = await shop.hook({ url: 'http://127.0.0.1:3000/hooks' });
    await shop.enter();
    shop.platform.settings.allowLoopbackWebhooks = false;
    await shop.enter();

    expect(status).toBe(200);
    expect(shop.arrived).toHaveLength(1);
    expect(shop.platform.deliveries.map(({ attempts }) => attempts[0])).toMatchObject([
      { status: 200 },
      { error: 'url_refused' },
    ]);
  });

  it('keeps a secret that is chosen', async () => {
    const shop = openHookedShop();
    const secret = 'whsec_abcdefghijklmnopqrstuvwxyz';
    const { body } = await shop.hook({ secret });
    await shop.enter();

    expect(body).toMatchObject({ secret, secretLastFour: 'wxyz' });
    expect(shop.verifies(shop.arrived[0], secret)).toBe(true);
  });

  it('is told of what it wants only, and of everything with *', async () => {
    const shop = openHookedShop();
    await shop.hook({ url: `${hookUrl}/all`, events: ['*'] });
    await shop.hook({ url: `${hookUrl}/none`, enabled: false });
    await shop.hook();
    await shop.enter();

    const told = shop.arrived.map(({ url, event }) => [url, event.type]);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        [`${hookUrl}/all`, 'consumer.created'],
        [`${hookUrl}/all`, 'queue.consumer.entered'],
        [hookUrl, 'queue.consumer.entered'],
      ]),
    );
  });

  it('that a test added is one like any other, and may be on this machine', async () => {
    const { admin, enter, arrived, organization, platform } = openHookedShop();
    const url = 'http://localhost:3000/hooks';
    const added = platform.addWebhookEndpoint({
      organizationId: organization.id,
      url,
      events: ['consumer.created'],
    });
    const path = `/webhooks/${added.id}`;

    expect(paged(await admin.get('/webhooks'))).toMatchObject([
      { id: added.id, url, events: ['consumer.created'], secretLastFour: added.secret.slice(-4) },
    ]);
    await enter();
    await admin.patch(path, { enabled: false });
    await enter();
    await admin.patch(path, { enabled: true, url: `${url}/2` });
    await enter();
    expect(arrived.map((arrival) => arrival.url)).toEqual([url, `${url}/2`]);
    const log = await platform.fetch(`${platform.origin}/__mock/deliveries`);
    expect(await log.json()).toMatchObject([{ endpointId: added.id }, { endpointId: added.id }]);
  });

  it('D6: of another organization or mode is an unknown one', async () => {
    const shop = openHookedShop();
    const { platform } = shop;
    const { body } = await shop.hook();
    await shop.enter();
    const path = `/webhooks/${String(body['id'])}`;
    const delivery = platform.deliveries[0]?.id ?? '';
    const strangers = [openShop({ platform, organization: 1 }), openShop({ platform, mode: 'live' })];

    for (const stranger of strangers) {
      const other = adminOf(stranger);
      const span = { startTime: start, endTime: start };
      const answers = [
        await other.get(path),
        await other.patch(path, { enabled: false }),
        await other.remove(path),
        await other.post(`${path}/roll-secret`, {}),
        await other.post(`${path}/replay`, span),
        await other.post('/webhooks/test', { endpointId: body['id'], eventType: 'order.created' }),
        await other.get(`${path}/deliveries`),
        await other.post(`${path}/deliveries/${delivery}/redeliver`),
      ];
      expect(answers.map(told)).toEqual(answers.map(() => [404, 'not_found']));
      expect(paged(await other.get('/webhooks'))).toEqual([]);
      expect(paged(await other.get('/webhooks/events'))).toEqual([]);
    }
  });
});
