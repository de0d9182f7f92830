import { describe, expect, it } from 'vitest';
import { webhookEventTypes, webhookTypeAliases } from '@fanfare/contract';
import { createTestWebhook, createWebhooks } from '@fanfare/node/webhooks';
import { envelope, signed } from './support/deliveries.js';
import { fakeClock } from './support/fake-clock.js';
import { refusal } from './support/refusal.js';
import { now, samples, secret } from './support/samples.js';

const webhooks = createWebhooks({ secrets: [secret], clock: fakeClock() });
const receive = (body: string) => webhooks.verify(body, signed(body).headers);

describe('H7: the event', () => {
  it.each(webhookEventTypes)('%s comes through as it was sent', async (type) => {
    const { body, headers } = createTestWebhook<string>({
      type,
      data: samples[type],
      secret,
      timestamp: now,
    });

    expect(await webhooks.verify(body, headers)).toEqual(JSON.parse(body));
  });

  it('keeps fields and enum values that are newer than this version', async () => {
    const data = { ...samples['distribution.opened'], distributionType: 'lottery', colour: 'blue' };
    const event = await receive(envelope({ type: 'distribution.opened', data, version: 2 }));

    expect(event).toMatchObject({ type: 'distribution.opened', data, version: 2 });
  });

  it.each(['queue.consumer.promoted', 'unknown', 'constructor', '__proto__', 'toString', 'ORDER.COMPLETED'])(
    'of the type %s comes through as unknown',
    async (type) => {
      const event = await receive(envelope({ type, data: { anything: [1, { goes: true }] } }));

      expect(event).toEqual({
        id: 'whk_1',
        type: 'unknown',
        originalType: type,
        timestamp: '2023-11-14T22:13:20.000Z',
        organizationId: 'org_1',
        data: { anything: [1, { goes: true }] },
      });
    },
  );

  it('is read from the older envelope too', async () => {
    const old = {
      timestamp: undefined,
      organizationId: undefined,
      organization: { id: 'org_9', name: 'Aurora' },
    };

    for (const created of [now, '2023-11-14T22:13:20.000Z']) {
      expect(await receive(envelope({ ...old, created }))).toMatchObject({
        timestamp: '2023-11-14T22:13:20.000Z',
        organizationId: 'org_9',
      });
    }
  });

  it('keeps an id of the older form', async () => {
    expect(await receive(envelope({ id: 'evt_1' }))).toMatchObject({ id: 'evt_1' });
  });

  it.each(Object.entries(webhookTypeAliases))('called %s is of the type %s', async (type, known) => {
    expect(await receive(envelope({ type, data: samples[known] }))).toMatchObject({
      type: known,
      data: samples[known],
    });
  });

  it.each(Object.keys(webhookTypeAliases))('called %s is unknown where its data is another', async (type) => {
    const data = { queueId: 'que_1' };

    expect(await receive(envelope({ type, data }))).toMatchObject({
      type: 'unknown',
      originalType: type,
      data,
    });
  });

  it.each([
    'queue.admission_expired',
    'queue.position_updated',
    'queue.access_expired',
    'draw.winners_selected',
    'draw.prize_claimed',
    'auction.auction_ended',
    'auction.winner_notified',
    'experience.started',
    'experience.ended',
    'experience.paused',
    'experience.resumed',
    'consumer.authenticated',
    'consumer.linked',
    'admission.created',
    'admission.expired',
    'admission.completed',
  ])('called %s could be several, and stays unknown', async (type) => {
    expect(await receive(envelope({ type, data: {} }))).toMatchObject({
      type: 'unknown',
      originalType: type,
    });
  });

  it.each(['admissionGrant', 'admittanceToken'])('has its grant under one name, not %s', async (name) => {
    const { admissionToken, ...data } = samples['draw.consumer.won'];
    const event = await receive(
      envelope({ type: 'draw.consumer.won', data: { ...data, [name]: admissionToken } }),
    );

    expect(event.data).toEqual(samples['draw.consumer.won']);
  });

  it('F12: carries no verification code, at no depth', async () => {
    const secrets = { verificationCode: '481516', verificationCodeExpiresAt: '2026-01-01T00:00:00Z' };
    const data = { ...samples['consumer.created'], ...secrets, consumer: { ...secrets } };

    expect((await receive(envelope({ type: 'consumer.created', data, ...secrets }))).data).toEqual({
      ...samples['consumer.created'],
      consumer: {},
    });
  });

  const completed = samples['order.completed'];
  const misfits: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
    ['no id', { id: undefined }, 'id'],
    ['an empty id', { id: '' }, 'id'],
    ['a number as id', { id: 7 }, 'id'],
    ['no type', { type: undefined }, 'type'],
    ['no time', { timestamp: undefined }, 'timestamp'],
    ['a time that is none', { timestamp: 'yesterday' }, 'timestamp'],
    ['a time beyond all calendars', { timestamp: undefined, created: 1e300 }, 'timestamp'],
    ['no organization', { organizationId: undefined }, 'organizationId'],
    [
      'an organization that is no object',
      { organizationId: undefined, organization: 'canary' },
      'organizationId',
    ],
    ['no data', { data: undefined }, 'data'],
    ['a list as data', { data: [] }, 'data'],
    ['data without an order', { data: { ...completed, orderId: undefined } }, 'data.orderId'],
    ['an amount as a number', { data: { ...completed, amount: 129 } }, 'data.amount'],
    ['an amount that is none', { data: { ...completed, amount: 'canary' } }, 'data.amount'],
  ];

  it.each(misfits)('with %s is refused, naming the place', async (_, overrides, path) => {
    const error = await refusal(() => receive(envelope(overrides)));

    expect(error).toMatchObject({ code: 'webhook_payload_invalid', status: 400 });
    expect(error.issues?.map((issue) => issue.path)).toEqual([path]);
    expect(error.message + JSON.stringify(error)).not.toContain('canary');
  });
});
