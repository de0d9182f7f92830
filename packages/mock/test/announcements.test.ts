import { describe, expect, it } from 'vitest';
import { adminOf, paged, told } from './support/admin-of.js';
import { at } from './support/at.js';
import { openShop, type TestShop } from './support/open-shop.js';

const email = { type: 'EMAIL', title: 'It begins', content: 'Come and see.' } as const;

async function announce(shop: TestShop, more: object): Promise<Readonly<Record<string, unknown>>> {
  const body = { ...email, experienceId: shop.experienceId, ...more };
  const answer = await adminOf(shop).post('/announcements', body);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

async function events(shop: TestShop): Promise<readonly unknown[]> {
  const rows = paged(await adminOf(shop).get('/scheduled-events?sortBy=scheduledAt&sortDir=asc'));
  return rows.map(({ announcementId, scheduledAt, status }) => ({ announcementId, scheduledAt, status }));
}

/** Sets when the queue of the shop opens, as its merchant. */
const reopen = (shop: TestShop, openAt: string | null): Promise<unknown> =>
  adminOf(shop).put(`/queues/${shop.queueId}`, { openAt });

const beforeOpening = {
  timingStrategy: 'RELATIVE',
  anchorEntity: 'EXPERIENCE',
  anchorMoment: 'OPEN',
  offsetSeconds: -600,
} as const;

describe('announcements', () => {
  it('are created, listed, read, changed and archived', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { sequence } = shop.organization;
    const said = {
      sequenceId: sequence.id,
      distributionId: shop.queueId,
      distributionType: 'QUEUE',
      scheduledAt: at(3600),
      includeAudience: true,
      shortContent: 'Soon',
      imageUrl: 'https://cdn.example.com/a.png',
      link: 'https://shop.example.com/',
      templateData: { greeting: 'Hi' },
      creativeDocument: { schemaVersion: 1, kind: 'announcement-email', editor: 'rich-content-v0', body: {} },
      metadata: { email: { fromEmail: 'hi@shop.example.com', replyToEmail: 'help@shop.example.com' } },
    };

    const made = await announce(shop, said);
    expect(made).toMatchObject({
      ...email,
      ...said,
      includeWaitlist: false,
      isDefault: false,
      timeZone: 'Europe/Berlin',
      timingStrategy: 'POINT_IN_TIME',
    });
    const path = `/announcements/${String(made['id'])}`;
    expect((await admin.get(path)).body).toEqual(made);
    expect((await admin.put(path, { title: 'Later', scheduledAt: at(7200) })).body).toMatchObject({
      title: 'Later',
      scheduledAt: at(7200),
    });
    expect(
      paged(await admin.get(`/announcements?experienceId=${shop.experienceId}&search=late`)),
    ).toHaveLength(1);
    expect(paged(await admin.get('/announcements?search=begins'))).toHaveLength(0);
    const { body: way } = await admin.get(`/sequences/${sequence.id}`);
    expect(way).toMatchObject({ announcements: [{ id: made['id'] }] });

    expect((await admin.remove(path)).body).toMatchObject({ archived: true });
    expect(paged(await admin.get('/announcements'))).toHaveLength(0);
    expect(await events(shop)).toEqual([]);
    expect(told(await admin.put(path, { title: 'Too late' }))).toEqual([409, 'conflict']);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are made at their time, and cannot be changed from then on', async () => {
    const shop = openShop();
    const { id: announcementId } = await announce(shop, { scheduledAt: at(60) });
    const event = { announcementId, scheduledAt: at(60) };

    expect(await events(shop)).toEqual([{ ...event, status: 'not_started' }]);
    await shop.platform.clock.advance('60s');
    expect(await events(shop)).toEqual([{ ...event, status: 'pending' }]);
    const late = await adminOf(shop).put(`/announcements/${String(announcementId)}`, { title: 'Late' });
    expect(told(late)).toEqual([409, 'conflict']);
    await shop.platform.clock.advance('1s');
    expect(await events(shop)).toEqual([{ ...event, status: 'completed' }]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('without a time are drafts until they get one', async () => {
    const shop = openShop();
    const { id, scheduledAt } = await announce(shop, {});

    expect([scheduledAt, await events(shop)]).toEqual([null, []]);
    await adminOf(shop).put(`/announcements/${String(id)}`, { scheduledAt: at(30) });
    expect(await events(shop)).toMatchObject([{ announcementId: id, scheduledAt: at(30) }]);
    await adminOf(shop).put(`/announcements/${String(id)}`, { scheduledAt: null });
    expect(await events(shop)).toEqual([]);
  });

  it('follow the moment that they are anchored to', async () => {
    const shop = openShop();
    const { id } = await announce(shop, beforeOpening);
    const timeOf = async () => (await adminOf(shop).get(`/announcements/${String(id)}`)).body['scheduledAt'];

    expect([await timeOf(), await events(shop)]).toEqual([null, []]);
    await reopen(shop, at(3600));
    expect([await timeOf(), await events(shop)]).toMatchObject([at(3000), [{ scheduledAt: at(3000) }]]);
    await reopen(shop, at(1200));
    expect(await events(shop)).toMatchObject([{ scheduledAt: at(600), status: 'not_started' }]);
    await shop.platform.clock.advance('601s');
    expect(await events(shop)).toMatchObject([{ scheduledAt: at(600), status: 'completed' }]);
    await reopen(shop, at(7200));
    expect(await events(shop)).toMatchObject([{ scheduledAt: at(600), status: 'completed' }]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('wait for a moment that was put off behind the back of the calendar', async () => {
    const shop = openShop();
    await reopen(shop, at(1200));
    await announce(shop, beforeOpening);
    shop.organization.queue.openAt = at(2400);

    await shop.platform.clock.advance('700s');

    expect(await events(shop)).toMatchObject([{ scheduledAt: at(1800), status: 'not_started' }]);
  });

  it.each([
    ['DRAW', 'draws', { drawAt: at(900), winnerCount: 1, closeAt: at(600) }, 'SETTLE', at(910)],
    ['AUCTION', 'auctions', { settleAt: at(900), closeAt: at(800) }, 'SETTLE', at(910)],
    [
      'TIMED_RELEASE',
      'timed-releases',
      { supportsGuest: true, openAt: at(5), closeAt: at(600) },
      'CLOSE',
      at(610),
    ],
    ['APPOINTMENT', 'appointments', { openAt: at(300), closeAt: at(600) }, 'OPEN', at(310)],
  ])('can be anchored to a %s', async (distributionType, list, settings, anchorMoment, expected) => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { id: sequenceId } = shop.organization.sequence;
    const { body: made } = await admin.post(`/${list}`, { sequenceId, name: 'Thing', ...settings });
    const distributionId = String(made['id']);
    const anchor = {
      timingStrategy: 'RELATIVE',
      anchorEntity: 'DISTRIBUTION',
      anchorMoment,
      offsetSeconds: 10,
    };

    const { scheduledAt } = await announce(shop, { distributionId, distributionType, ...anchor });

    expect(scheduledAt).toBe(expected);
    await admin.remove(`/${list}/${distributionId}`);
    expect(await events(shop)).toEqual([]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are called off with their experience', async () => {
    const shop = openShop();
    await announce(shop, { scheduledAt: at(60) });

    await adminOf(shop).remove(`/experiences/${shop.experienceId}`);

    expect(await events(shop)).toEqual([]);
  });

  it('reach those who wait and those whom the sequence is for, each once', async () => {
    const shop = openShop();
    const admin = adminOf(shop);
    const { id: sequenceId } = shop.organization.sequence;
    const { body: waitlist } = await admin.post('/waitlists', { sequenceId });
    const { body: audience } = await admin.post('/audiences', { name: 'Insiders', type: 'STATIC' });
    const [ann, bob] = [await shop.member('ann@example.com'), await shop.member('bob@example.com')];
    for (const shopper of [ann, bob])
      await shopper.call('POST', `/waitlists/${String(waitlist['id'])}/enter`);
    const consumerIds = [bob.consumerId, (await shop.member('cyd@example.com')).consumerId];
    await admin.post(`/audiences/${String(audience['id'])}/members`, { consumerIds });
    await admin.put(`/sequences/${sequenceId}`, { audienceId: audience['id'] });
    await announce(shop, { includeWaitlist: true, includeAudience: true, scheduledAt: at(10) });
    await announce(shop, { includeWaitlist: true, scheduledAt: at(20) });
    await shop.platform.clock.advance('30s');

    const rows = paged(await admin.get('/scheduled-events?sortBy=scheduledAt&sortDir=asc'));

    expect(rows.map(({ payload }) => payload)).toMatchObject([{ recipientCount: 3 }, { recipientCount: 2 }]);
    const { body: counted } = await admin.post('/analytics/query', {
      interval: '1h',
      timeRange: 'last_1d',
      measures: [{ name: 'sent', unit: 'count', op: 'count', event: 'messageSent' }],
    });
    expect(JSON.stringify(counted)).toContain('"sent":5');
    const { body: profile } = await admin.get(`/consumers/${bob.consumerId}`);
    expect(profile).toMatchObject({ totalMessages: 2 });
    expect(shop.platform.defects).toEqual([]);
  });

  it.each([
    ['an unknown experience', { experienceId: 'exp_nowhere' }, 404],
    ['an unknown sequence', { sequenceId: 'seq_nowhere' }, 404],
    ['an unknown distribution', { distributionId: 'queue_nowhere' }, 404],
    ['a distribution of another type', { distributionId: 'queue_aurora', distributionType: 'DRAW' }, 400],
    ['an anchor without a moment', { timingStrategy: 'RELATIVE', anchorEntity: 'EXPERIENCE' }, 400],
    ['an anchor in no distribution', { ...beforeOpening, anchorEntity: 'DISTRIBUTION' }, 400],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }, 400],
    [
      'a document of another channel',
      { creativeDocument: { schemaVersion: 1, kind: 'announcement-sms', editor: 'sms-text-v1', body: 'Hi' } },
      400,
    ],
    [
      'a newer document',
      { creativeDocument: { schemaVersion: 2, kind: 'announcement-email', editor: 'x-v1', body: '' } },
      400,
    ],
  ])('are refused with %s', async (_, wrong, status) => {
    const shop = openShop();

    const answer = await adminOf(shop).post('/announcements', {
      ...email,
      experienceId: shop.experienceId,
      ...wrong,
    });

    expect(answer.status).toBe(status);
    expect(paged(await adminOf(shop).get('/announcements'))).toEqual([]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('D6: are not there for another organization', async () => {
    const shop = openShop();
    const other = adminOf(openShop({ platform: shop.platform, organization: 1 }));
    const { id } = await announce(shop, { scheduledAt: at(60) });
    const about = async (announcementId: string) => {
      const path = `/announcements/${announcementId}`;
      const answers = [
        await other.get(path),
        await other.put(path, { title: 'X' }),
        await other.remove(path),
      ];
      return answers.map(({ status, body }) => [status, body['error'], body['message']]);
    };

    expect(await about(String(id))).toEqual(await about('ann_nowhere'));
    expect(paged(await other.get('/scheduled-events'))).toEqual([]);
    expect(await events(shop)).toHaveLength(1);
  });
});
