import { describe, expect, test } from 'vitest';
import { signIn } from '../support/authenticator.js';
import { openShop, type Shop } from '../support/shop.js';

const undecided = { granted: false, version: null, decidedAt: null };

async function openSignedIn(): Promise<{ shop: Shop; client: ReturnType<Shop['open']>['client'] }> {
  const shop = openShop();
  const { client } = shop.open();
  await signIn(shop, { client, email: 'ada@example.com' });
  return { shop, client };
}

describe('I5, C10: consent', () => {
  test('is read and written, purpose by purpose', async () => {
    const { client } = await openSignedIn();

    expect(await client.consent.get()).toEqual({
      analytics: undecided,
      marketing: undecided,
      device: undecided,
    });
    expect(await client.consent.update({ version: '2026-11', analytics: true })).toMatchObject({
      analytics: { granted: true, version: '2026-11', decidedAt: '2026-11-22T10:00:00.000Z' },
      marketing: undecided,
    });
  });

  test('to the device that is withdrawn makes another device of it at once, and nothing else does', async () => {
    const { client } = await openSignedIn();
    const first = client.deviceId.get();

    await client.consent.update({ version: '1', device: true, analytics: false });
    const kept = client.deviceId.get();
    const writing = client.consent.update({ version: '1', device: false });
    const next = client.deviceId.get();
    await writing;

    expect(kept).toBe(first);
    expect(next).not.toBe(first);
  });

  test('costs nobody the place in a line', async () => {
    const { client, shop } = await openSignedIn();
    const journey = client.journeys.get(shop.experienceId);
    await journey.enter();
    const held = client.deviceId.get();

    expect(await client.consent.update({ version: '1', device: false })).toMatchObject({
      device: { granted: false },
    });
    expect(client.deviceId.get()).toBe(held);
  });

  test.each([
    [{}, /version is missing/],
    [{ version: '' }, /version/],
    [{ version: '1', analytics: 'yes' }, /analytics must be true or false, not a string/],
    [{ version: '1', everything: true }, /takes no "everything"/],
    [null, /takes an object/],
  ])('%j is refused before anything is sent', async (decision, message) => {
    const { client, shop } = await openSignedIn();
    const before = shop.sent.length;

    await expect(client.consent.update(decision as never)).rejects.toThrow(message); // what JavaScript lets through
    expect(shop.sent).toHaveLength(before);
  });
});

describe('I6: an export', () => {
  test('is requested, and there a little later with everything about the shopper', async () => {
    const { client, shop } = await openSignedIn();

    const { id, status } = await client.consumers.requestExport();
    await shop.pass(3_000);
    const done = await client.consumers.export(id);

    expect(status).toBe('PENDING');
    expect(done).toMatchObject({
      status: 'COMPLETED',
      data: { profile: { email: 'ada@example.com' }, consent: { analytics: undecided } },
    });
    await expect(client.consumers.export('cexp_of_somebody')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('I7: an erasure', () => {
  test('ends the session everywhere, and leaves nothing of the shopper in the page', async () => {
    const { client, shop } = await openSignedIn();
    const other = shop.open('other').client;
    await other.consumers.me();
    const device = client.deviceId.get();

    const { consumerId, requestedAt, dueAt } = await client.consumers.erase();
    await shop.settle();

    expect(consumerId).toMatch(/^cons_/);
    expect(Date.parse(dueAt) - Date.parse(requestedAt)).toBeLessThanOrEqual(30 * 86_400_000);
    expect(client.auth.session.status).toBe('signed_out');
    expect(other.auth.session.status).toBe('signed_out');
    expect(JSON.stringify(await shop.store.read())).not.toMatch(/eyJ|cons_|ada@/);
    expect(client.deviceId.get()).not.toBe(device);
  });

  test('that the platform refuses changes nothing here', async () => {
    const { client, shop } = await openSignedIn();
    const device = client.deviceId.get();
    shop.platform.fault({ operation: 'consumers.erase', status: 503, times: 10 });

    await expect(client.consumers.erase({ maxRetries: 0 })).rejects.toMatchObject({
      code: 'service_unavailable',
    });

    expect(client.auth.session.status).toBe('authenticated');
    expect(client.deviceId.get()).toBe(device);
  });
});

describe('I5, C10: a client that requires consent', () => {
  const event = { eventName: 'pageView', organizationId: 'org_aurora' } as const;
  const devices = (shop: Shop): readonly (string | null)[] =>
    shop.sent
      .filter(({ line }) => line.endsWith('/enter'))
      .map(({ headers }) => headers.get('x-fingerprint'));

  async function openStrict(): Promise<{ shop: Shop; client: ReturnType<Shop['open']>['client'] }> {
    const shop = openShop();
    const { client } = shop.open('strict', { requireConsent: true });
    await signIn(shop, { client, email: 'ada@example.com' });
    return { shop, client };
  }

  test('sends no event before the shopper agreed, and none after they withdrew', async () => {
    const { client, shop } = await openStrict();
    const told = (): number => shop.count(/^POST \/events/);
    const refused = { name: 'PermissionError', code: 'consent_required' };

    await expect(client.beacon.track(event)).rejects.toMatchObject(refused);
    await client.consent.update({ version: '1', marketing: true });
    await expect(client.beacon.trackBatch([event])).rejects.toMatchObject(refused);
    expect(told()).toBe(0);

    await client.consent.update({ version: '1', analytics: true });
    await client.beacon.track(event);
    const withdrawing = client.consent.update({ version: '1', analytics: false });
    await expect(client.beacon.track(event)).rejects.toMatchObject(refused);
    await withdrawing;
    await expect(client.beacon.track(event)).rejects.toMatchObject(refused);
    expect(told()).toBe(1);
  });

  test('sends no device id before the shopper agreed to that', async () => {
    const { client, shop } = await openStrict();

    await client.queues.enter(shop.queueId);
    await client.consent.update({ version: '1', device: true });
    await client.queues.enter(shop.queueId);
    await client.consent.update({ version: '1', device: false });
    await client.queues.enter(shop.queueId);

    expect(devices(shop)).toEqual([null, expect.stringMatching(/^[\w-]{16,}$/), null]);
  });

  test('knows after a reload what it reads, and forgets it with the shopper', async () => {
    const { client, shop } = await openStrict();
    await client.consent.update({ version: '1', analytics: true });
    const reloaded = shop.open('reloaded', { requireConsent: true }).client;

    await expect(reloaded.beacon.track(event)).rejects.toMatchObject({ code: 'consent_required' });
    await reloaded.consent.get();
    await reloaded.beacon.track(event);
    await reloaded.auth.logout();
    await reloaded.auth.guest();

    await expect(reloaded.beacon.track(event)).rejects.toMatchObject({ code: 'consent_required' });
  });

  test('is told so by a word that is true or false', () => {
    expect(() => openShop().open('wrong', { requireConsent: 'yes' as never })).toThrow(
      'requireConsent must be a boolean, not a string.',
    ); // what JavaScript lets through
  });
});
