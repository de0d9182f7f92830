import { describe, expect, it } from 'vitest';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';
import { restrictTo } from './support/restrict-to.js';

const T0 = Date.parse('2026-11-22T10:00:00.000Z');
const at = (seconds: number): string => new Date(T0 + seconds * 1000).toISOString();

interface OwnState {
  readonly active: { readonly journeys: readonly Record<string, unknown>[] };
}

async function journey(shopper: TestShopper): Promise<Record<string, unknown> | undefined> {
  const { body } = await shopper.call('GET', '/consumers/me');
  return (body as unknown as OwnState).active.journeys[0];
}

async function joined(shop: TestShop): Promise<TestShopper> {
  const shopper = await shop.guest();
  await shopper.call('POST', `/experiences/${shop.experienceId}/enter`);
  return shopper;
}

describe('experiences', () => {
  it('shows the experience with its sequence, its queue and its product', async () => {
    const shop = openShop();
    const { sequence, queue, product, variant } = shop.organization;

    const { status, body } = await shop.page('GET', `/experiences/${shop.experienceId}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: shop.experienceId,
      currencyCode: 'EUR',
      hasProtectedSequences: false,
      products: [{ productId: product.id, productVariant: { id: variant.id, price: '149.00' } }],
      sequences: [{ id: sequence.id, queues: [{ id: queue.id }] }],
    });
  });

  it('enters once, keeps the time, and leaves once', async () => {
    const shop = openShop();
    const ann = await shop.guest();
    const enter = () => ann.call('POST', `/experiences/${shop.experienceId}/enter`);
    const leave = async () => (await ann.call('DELETE', `/experiences/${shop.experienceId}/leave`)).body;

    expect(await leave()).toEqual({ left: false });
    expect((await enter()).body).toMatchObject({ experienceId: shop.experienceId, enteredAt: at(0) });
    await shop.platform.clock.advance('5s');
    expect((await enter()).body).toMatchObject({ enteredAt: at(0) });
    expect(await leave()).toEqual({ left: true });
    expect(await leave()).toEqual({ left: false });
    expect(await journey(ann)).toBeUndefined();
  });

  it('leaves the queue with the experience', async () => {
    const shop = openShop();
    const ann = await joined(shop);
    await ann.call('POST', `/queues/${shop.queueId}/enter`);

    await ann.call('DELETE', `/experiences/${shop.experienceId}/leave`);

    expect((await ann.call('GET', `/queues/${shop.queueId}/status`)).body).toMatchObject({ status: 'LEFT' });
  });

  it('tells which experiences still live', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const ask = async () => {
      const experienceIds = [shop.experienceId, other.experienceId, 'exp_nowhere', shop.experienceId];
      return (await shop.page('POST', '/experiences/archived-status', { experienceIds })).body;
    };

    expect(await ask()).toEqual({ liveExperienceIds: [shop.experienceId] });
    shop.organization.experience.archived = true;
    expect(await ask()).toEqual({ liveExperienceIds: [] });
    expect(await shop.page('GET', `/experiences/${shop.experienceId}`)).toMatchObject({ status: 404 });
  });

  it('D6: answers a foreign experience as an unknown one', async () => {
    const shop = openShop();
    const other = openShop({ platform: shop.platform, organization: 1 });
    const ann = await shop.guest();
    const about = async (id: string) => {
      const answers = await Promise.all([
        shop.page('GET', `/experiences/${id}`),
        ann.call('POST', `/experiences/${id}/enter`),
        ann.call('DELETE', `/experiences/${id}/leave`),
        ann.call('POST', `/experiences/${id}/route`, {}),
      ]);
      return answers.map(({ status, body }) => [status, body['error'], body['message']]);
    };

    expect(await about(other.experienceId)).toEqual(await about('exp_nowhere'));
    expect(new Set((await about(other.experienceId)).map(([status]) => status))).toEqual(new Set([404]));
  });
});

describe('routing a shopper', () => {
  it('remembers an access code that was right', async () => {
    const shop = openShop();
    shop.organization.sequence.accessCode = 'AURORA';
    const ann = await joined(shop);
    const route = (body: object) => ann.call('POST', `/experiences/${shop.experienceId}/route`, body);
    const enterQueue = () => ann.call('POST', `/queues/${shop.queueId}/enter`);

    expect((await route({})).body).toMatchObject({ outcome: 'gated' });
    expect((await route({ accessCode: 'guess' })).body).toMatchObject({
      outcome: 'gated',
      outcomeReasons: [{ code: 'ACCESS_CODE_INVALID' }],
    });
    expect(await journey(ann)).toMatchObject({
      journeyStage: 'gated',
      gates: [{ type: 'access_code', status: 'missing' }],
      selected: { sequenceId: shop.organization.sequence.id },
    });
    expect(await enterQueue()).toMatchObject({ status: 403, body: { error: 'forbidden' } });
    expect((await route({ accessCode: 'AURORA' })).body).toMatchObject({ outcome: 'routed' });
    expect((await route({})).body).toMatchObject({ outcome: 'routed' });
    expect(await enterQueue()).toMatchObject({ status: 200, body: { status: 'QUEUED' } });
    expect(shop.platform.defects).toEqual([]);
  });

  it('remembers an access code of who has not entered yet, also when they sign in', async () => {
    const shop = openShop();
    shop.organization.sequence.accessCode = 'AURORA';
    const route = (shopper: TestShopper, body: object) =>
      shopper.call('POST', `/experiences/${shop.experienceId}/route`, body);
    await shop.member('ann@example.com');
    const [guest, other] = [await shop.guest(), await shop.guest()];

    expect((await route(guest, { accessCode: 'AURORA' })).body).toMatchObject({ outcome: 'routed' });
    expect(await journey(guest)).toBeUndefined();
    const ann = await shop.member('ann@example.com', guest);
    expect((await route(ann, {})).body).toMatchObject({ outcome: 'routed' });
    expect(await journey(ann)).toBeUndefined();
    expect(await ann.call('POST', `/queues/${shop.queueId}/enter`)).toMatchObject({ status: 200 });
    expect(await other.call('POST', `/queues/${shop.queueId}/enter`)).toMatchObject({ status: 403 });
    await ann.call('DELETE', `/experiences/${shop.experienceId}/leave`);
    expect((await route(ann, {})).body).toMatchObject({ outcome: 'gated' });
    expect(shop.platform.defects).toEqual([]);
  });

  it('leaves in line who is in line, also when a condition is added afterwards', async () => {
    const shop = openShop();
    const ann = await joined(shop);
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    shop.organization.sequence.accessCode = 'AURORA';

    expect(await journey(ann)).toMatchObject({ sequence: { phase: 'participating' } });
    expect(await ann.call('POST', `/queues/${shop.queueId}/enter`)).toMatchObject({ body: { position: 1 } });
  });

  it('sends a guest to sign in where guests may not queue, and lets the member in', async () => {
    const shop = openShop();
    shop.organization.queue.supportsGuest = false;
    const guest = await joined(shop);

    expect(await journey(guest)).toMatchObject({
      journeyStage: 'gated',
      gates: [{ type: 'authentication' }],
    });
    expect(await guest.call('POST', `/queues/${shop.queueId}/enter`)).toMatchObject({ status: 403 });
    const member = await shop.member('ann@example.com', guest);
    expect(await journey(member)).toMatchObject({ journeyStage: 'routed', sequence: { phase: 'enterable' } });
    expect(await member.call('POST', `/queues/${shop.queueId}/enter`)).toMatchObject({ status: 200 });
  });

  it('has no way for who is not in the audience', async () => {
    const shop = openShop();
    await restrictTo(shop, ['ann@example.com']);
    const [guest, ann] = [await joined(shop), await shop.member('ann@example.com')];
    const route = async (shopper: TestShopper) =>
      (await shopper.call('POST', `/experiences/${shop.experienceId}/route`, {})).body;

    expect(await route(guest)).toMatchObject({ outcome: 'no_access', offers: [] });
    expect(await journey(guest)).toMatchObject({ sequence: { phase: 'unavailable' } });
    expect(await route(ann)).toMatchObject({ outcome: 'routed' });
  });
});

describe('the journey of a shopper in a queue', () => {
  it('goes through every phase', async () => {
    const shop = openShop();
    const { queue, sequence } = shop.organization;
    queue.openAt = at(60);
    const ann = await joined(shop);
    const distribution = { type: 'queue', id: queue.id, sequenceId: sequence.id };

    expect(await journey(ann)).toEqual({
      journeyStage: 'routed',
      experienceId: shop.experienceId,
      sequenceId: sequence.id,
      sequence: {
        phase: 'scheduled',
        mechanism: 'queue',
        distribution: {
          ...distribution,
          lifecycle: 'scheduled',
          opensAt: at(60),
          details: { name: queue.name, admitRate: 30 },
        },
      },
    });

    await shop.platform.clock.advance('1m');
    expect(await journey(ann)).toMatchObject({
      sequence: {
        phase: 'enterable',
        distribution: { lifecycle: 'open' },
        consumer: { status: 'not_queued' },
      },
    });

    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    expect(await journey(ann)).toMatchObject({
      sequence: { phase: 'participating', consumer: { status: 'queued', position: 1, enteredAt: at(60) } },
    });

    await shop.platform.clock.advance('2s');
    const { body: state } = await ann.call('GET', `/queues/${shop.queueId}/status`);
    expect(await journey(ann)).toMatchObject({
      sequence: {
        phase: 'granted',
        consumer: { status: 'granted', grantedAt: at(62), admissionGrant: state['admissionGrant'] },
        grant: {
          token: state['admissionGrant'],
          distributionType: 'queue',
          distributionId: queue.id,
          sequenceId: sequence.id,
          experienceId: shop.experienceId,
          issuedAt: at(62),
          expiresAt: at(962),
        },
      },
    });

    await shop.merchant('POST', `/queues/${shop.queueId}/complete`, { consumerId: ann.consumerId });
    expect(await journey(ann)).toMatchObject({
      sequence: {
        phase: 'ended',
        consumer: { status: 'completed', completedAt: at(62) },
        outcome: { type: 'completed', at: at(62), distributionId: queue.id, distributionType: 'queue' },
      },
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it.each([
    ['left', async (shop: TestShop, ann: TestShopper) => ann.call('POST', `/queues/${shop.queueId}/leave`)],
    [
      'denied',
      async (shop: TestShop, ann: TestShopper) =>
        shop.merchant('POST', `/queues/${shop.queueId}/deny`, {
          consumerId: ann.consumerId,
          reason: 'BOT_DETECTED',
        }),
    ],
    ['expired', async (shop: TestShop) => shop.platform.clock.advance('16m')],
    [
      'closed',
      async (shop: TestShop) => {
        shop.organization.queue.closeAt = at(0);
      },
    ],
  ])('ends with the outcome %s', async (type, end) => {
    const shop = openShop();
    const ann = await joined(shop);
    await ann.call('POST', `/queues/${shop.queueId}/enter`);

    await end(shop, ann);

    expect(await journey(ann)).toMatchObject({ sequence: { phase: 'ended', outcome: { type } } });
    expect(shop.platform.defects).toEqual([]);
  });

  it('is closed for who comes after the end', async () => {
    const shop = openShop();
    shop.organization.queue.closeAt = at(0);
    const ann = await joined(shop);

    expect(await journey(ann)).toMatchObject({ sequence: { phase: 'ended', outcome: { type: 'closed' } } });
  });

  it('begins afresh when a shopper who left enters the experience again', async () => {
    const shop = openShop();
    const ann = await joined(shop);
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    await ann.call('POST', `/queues/${shop.queueId}/leave`);

    await ann.call('POST', `/experiences/${shop.experienceId}/enter`);

    expect(await journey(ann)).toMatchObject({
      sequence: { phase: 'enterable', consumer: { status: 'not_queued' } },
    });
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    await ann.call('POST', `/queues/${shop.queueId}/leave`);
    expect(await journey(ann)).toMatchObject({ sequence: { phase: 'ended', outcome: { type: 'left' } } });
  });

  it('counts joining the queue as taking part, without entering the experience first', async () => {
    const shop = openShop();
    const ann = await shop.guest();

    await ann.call('POST', `/queues/${shop.queueId}/enter`);

    expect(await journey(ann)).toMatchObject({ sequence: { phase: 'participating' } });
  });

  it('goes along when a guest turns out to be somebody', async () => {
    const shop = openShop();
    shop.organization.sequence.accessCode = 'AURORA';
    await shop.member('ann@example.com');
    const guest = await joined(shop);
    await guest.call('POST', `/experiences/${shop.experienceId}/route`, { accessCode: 'AURORA' });

    const ann = await shop.member('ann@example.com', guest);

    expect(await journey(ann)).toMatchObject({ sequence: { phase: 'enterable' } });
  });
});
