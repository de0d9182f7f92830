import type { AuditEntry } from '@fanfare/contract/admin';
import { describe, expect, it } from 'vitest';
import type { ArchivedBatch } from '../src/privacy/retention.js';
import { adminOf, paged, told, type TestAdmin } from './support/admin-of.js';
import { auditOf, isChainWhole } from './support/audit-of.js';
import { openShop, start, type TestShop } from './support/open-shop.js';

/** A shop in which somebody did something, and a page told of something. */
async function setUp(): Promise<{
  shop: TestShop;
  admin: TestAdmin;
  path: string;
  archived: ArchivedBatch[];
}> {
  const archived: ArchivedBatch[] = [];
  const shop = openShop({ archive: (batch) => archived.push(batch) });
  const ada = await shop.member('ada@example.com');
  await ada.call('POST', `/queues/${shop.queueId}/enter`);
  const { organization, platform } = shop;
  await platform.fetch(`${platform.origin}/beacon/api/events`, {
    method: 'POST',
    body: JSON.stringify({
      organizationId: organization.id,
      eventId: 'evt_1',
      eventName: 'pageView',
      eventTimestamp: start,
    }),
    headers: {
      'content-type': 'application/json',
      'x-publishable-key': organization.keys.test.publishable,
    },
  });
  return { shop, admin: adminOf(shop), path: `/consumers/${ada.consumerId}/timeline`, archived };
}

async function count(admin: TestAdmin, event: string): Promise<unknown> {
  const measures = [{ name: 'n', unit: 'count', op: 'count', event }];
  const { body } = await admin.post('/analytics/query', {
    interval: '1d',
    timeRange: '2026-11-20T00:00:00.000Z/2026-12-20T00:00:00.000Z',
    measures,
  });
  return body['data'];
}

describe('I8: raw events', () => {
  it('are there after 89 days and gone after 91, and were given away before', async () => {
    const { shop, admin, path, archived } = await setUp();
    const kinds = (): unknown[] => archived.map(({ kind, entries }) => [kind, entries.length]);

    await shop.platform.clock.advance('89d');
    expect((await admin.get(path)).body['totalCount']).toBe(3);
    expect(await count(admin, 'pageView')).toHaveLength(1);
    expect(kinds()).toEqual([]);

    await shop.platform.clock.advance('2d');
    expect((await admin.get(path)).body['totalCount']).toBe(0);
    expect(await count(admin, 'pageView')).toEqual([]);
    expect(await count(admin, 'queue_entered')).toEqual([]);
    expect(kinds()).toContainEqual(['events', 1]);
    expect(kinds()).toContainEqual(['activity', 3]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are kept for as long as the organization says, and only as long', async () => {
    const { shop, admin, path } = await setUp();

    const changed = await admin.patch('/retention', { activityDays: 7 });
    await shop.platform.clock.advance('6d');
    const before = (await admin.get(path)).body['totalCount'];
    await shop.platform.clock.advance('2d');

    expect(changed.body).toMatchObject({ activityDays: 7, auditDays: 365, lastSweptAt: null });
    expect([before, (await admin.get(path)).body['totalCount']]).toEqual([3, 0]);
    expect((await admin.get('/retention')).body['lastSweptAt']).toBe('2026-11-30T10:00:00.000Z');
    expect(told(await admin.patch('/retention', { activityDays: 0 }))).toEqual([400, 'validation_error']);
  });
});

describe('I8: the audit log', () => {
  it('is kept for a year, begins later afterwards, and is still whole', async () => {
    const { shop, archived } = await setUp();
    const first = await auditOf(shop);

    await shop.platform.clock.advance('366d');
    const left = await auditOf(shop);

    expect(first.map(({ action }) => action)).toContain('auth.verifyOtp');
    expect(left.map(({ action }) => action)).not.toContain('auth.verifyOtp');
    expect(await isChainWhole(shop)).toBe(true);
    const given = archived.filter(({ kind }) => kind === 'audit').flatMap(({ entries }) => entries);
    expect(given as AuditEntry[]).toEqual(first);
  });
});

describe('I8: what was deleted', () => {
  it('can be read for 30 days, then it is gone', async () => {
    const { shop, admin } = await setUp();
    const created = await admin.post('/announcements', {
      title: 'Soon',
      content: 'It begins soon.',
      type: 'EMAIL',
      experienceId: shop.experienceId,
    });
    const path = `/announcements/${String(created.body['id'])}`;
    await admin.remove(path);

    await shop.platform.clock.advance('29d');
    expect((await admin.get(path)).body).toMatchObject({ archived: true });
    await shop.platform.clock.advance('2d');
    expect(told(await admin.get(path))).toEqual([404, 'not_found']);
  });

  it('includes what webhooks told', async () => {
    const { shop, admin } = await setUp();
    const events = async (): Promise<number> => paged(await admin.get('/webhooks/events?first=100')).length;
    await admin.patch('/retention', { webhookEventDays: 3 });

    await shop.platform.clock.advance('2d');
    const before = await events();
    await shop.platform.clock.advance('2d');

    expect(before).toBeGreaterThan(0);
    expect(await events()).toBe(0);
  });
});
