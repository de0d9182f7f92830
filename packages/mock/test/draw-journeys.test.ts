import { describe, expect, it } from 'vitest';
import { at } from './support/at.js';
import { journeyOf, visit } from './support/journey-of.js';
import { openDraw, type TestDraw } from './support/open-draw.js';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';
import { cancelOrder, orderWith, payOrder } from './support/order-with.js';

interface Setting {
  readonly shop: TestShop;
  readonly draw: TestDraw;
  readonly ann: TestShopper;
}

/** A shop whose only distribution is a draw, and a shopper who visits it. */
async function setUp(fields: object = {}): Promise<Setting> {
  const shop = openShop();
  await shop.merchant('DELETE', `/queues/${shop.queueId}`, undefined, { service: 'admin' });
  const draw = await openDraw(shop, { openAt: at(10), ...fields });
  const ann = await shop.guest();
  await visit(shop, ann);
  return { shop, draw, ann };
}

describe('the journey through a draw', () => {
  it('is scheduled, enterable, participating, settling, granted and completed', async () => {
    const { shop, draw, ann } = await setUp();
    const seen = [await journeyOf(ann)];
    await shop.platform.clock.advance('10s');
    seen.push(await journeyOf(ann));
    await draw.enter(ann);
    seen.push(await journeyOf(ann));
    await shop.platform.clock.advance('50s');
    seen.push(await journeyOf(ann));
    await shop.platform.clock.advance('60s');
    seen.push(await journeyOf(ann));
    await shop.merchant('POST', `/draws/${draw.id}/complete`, { consumerId: ann.consumerId });
    seen.push(await journeyOf(ann));

    const distribution = {
      type: 'draw',
      id: draw.id,
      sequenceId: shop.organization.sequence.id,
      opensAt: at(10),
      closesAt: at(60),
      settlesAt: at(120),
      details: { name: 'Raffle', winnerCount: 1 },
    };
    const who = { distributionId: draw.id, enteredAt: at(10) };
    const grant = expect.stringMatching(/^grant_/);
    expect(seen).toEqual([
      { phase: 'scheduled', mechanism: 'draw', distribution: { ...distribution, lifecycle: 'scheduled' } },
      {
        phase: 'enterable',
        mechanism: 'draw',
        distribution: { ...distribution, lifecycle: 'open' },
        consumer: { status: 'not_entered', distributionId: draw.id },
      },
      {
        phase: 'participating',
        mechanism: 'draw',
        distribution: { ...distribution, lifecycle: 'open' },
        consumer: { status: 'entered', ...who },
      },
      {
        phase: 'settling',
        mechanism: 'draw',
        distribution: { ...distribution, lifecycle: 'settling' },
        consumer: { status: 'entered', ...who },
      },
      {
        phase: 'granted',
        mechanism: 'draw',
        distribution: { ...distribution, lifecycle: 'closed' },
        consumer: { status: 'won', ...who, grantedAt: at(120), admissionGrant: grant },
        grant: {
          token: grant,
          distributionType: 'draw',
          distributionId: draw.id,
          sequenceId: shop.organization.sequence.id,
          experienceId: shop.experienceId,
          issuedAt: at(120),
          expiresAt: at(720),
        },
      },
      {
        phase: 'ended',
        mechanism: 'draw',
        distribution: { ...distribution, lifecycle: 'closed' },
        consumer: { status: 'completed', ...who, completedAt: at(120) },
        outcome: { type: 'completed', at: at(120), distributionId: draw.id, distributionType: 'draw' },
      },
    ]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('stays in settling for those who may still win', async () => {
    const { shop, draw, ann } = await setUp({ continueSelectingUntilCompleted: true });
    const bob = await shop.guest();
    await shop.platform.clock.advance('10s');
    await draw.enter(ann);
    await draw.enter(bob);
    await shop.platform.clock.advance('110s');

    const phases = [(await journeyOf(ann)).phase, (await journeyOf(bob)).phase];

    expect(phases.toSorted()).toEqual(['granted', 'settling']);
  });

  it('is over for whoever did not enter in time', async () => {
    const { shop, ann } = await setUp();
    await shop.platform.clock.advance('60s');

    expect(await journeyOf(ann)).toMatchObject({
      phase: 'ended',
      consumer: { status: 'not_entered' },
      outcome: { type: 'closed' },
    });
  });
});

describe('how the journey through a draw ends', () => {
  it.each([
    [
      'lost',
      'NOT_SELECTED',
      async ({ shop, draw, ann }: Setting) => {
        const bob = await shop.guest();
        await draw.enter(bob);
        await shop.platform.clock.advance('2m');
        return (await journeyOf(ann)).phase === 'ended' ? ann : bob;
      },
    ],
    [
      'expired',
      'ADMISSION_EXPIRED',
      async ({ shop, ann }: Setting) => {
        await shop.platform.clock.advance('12m');
        return ann;
      },
    ],
    [
      'denied',
      'FRAUD',
      async ({ draw, ann }: Setting) => {
        await draw.deny(ann.consumerId, 'FRAUD');
        return ann;
      },
    ],
  ] as const)('%s, with the reason %s', async (type, reason, play) => {
    const setting = await setUp({ openAt: null });
    await setting.draw.enter(setting.ann);

    const shopper = await play(setting);

    expect(await journeyOf(shopper)).toMatchObject({
      phase: 'ended',
      consumer: { status: 'denied', deniedReason: reason },
      outcome: { type, reason, distributionType: 'draw' },
    });
    expect(setting.shop.platform.defects).toEqual([]);
  });

  it('cancelled, where the order of the win is', async () => {
    const { shop, draw, ann } = await setUp({ openAt: null });
    await draw.enter(ann);
    await shop.platform.clock.advance('2m');
    const { admissionGrant: grant } = await draw.status(ann);
    const order = await orderWith(shop, { distributionId: draw.id, grant });

    await cancelOrder(shop, order.body['orderId']);

    expect(await journeyOf(ann)).toMatchObject({
      phase: 'ended',
      consumer: { status: 'denied' },
      outcome: { type: 'cancelled', reason: 'ORDER_CANCELLED' },
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('completed, where the order of the win is paid', async () => {
    const { shop, draw, ann } = await setUp({ openAt: null });
    await draw.enter(ann);
    await shop.platform.clock.advance('2m');
    const { admissionGrant: grant } = await draw.status(ann);
    const order = await orderWith(shop, { distributionId: draw.id, grant });

    await payOrder(shop, order.body['orderId']);

    expect(await draw.status(ann)).toEqual({ status: 'COMPLETED', completedAt: at(120) });
    expect(await journeyOf(ann)).toMatchObject({ phase: 'ended', outcome: { type: 'completed' } });
    expect(shop.platform.defects).toEqual([]);
  });

  it('left, and enterable again for whoever comes back in time', async () => {
    const { shop, draw, ann } = await setUp({ openAt: null });
    await draw.enter(ann);
    await draw.leave(ann);
    const left = await journeyOf(ann);
    await visit(shop, ann);
    const back = await journeyOf(ann);

    expect(left).toMatchObject({ phase: 'ended', outcome: { type: 'left' } });
    expect(back).toMatchObject({ phase: 'enterable', consumer: { status: 'not_entered' } });
    expect((await draw.enter(ann)).body).toEqual({ status: 'ENTERED' });
  });

  it('closed, where the draw is called off', async () => {
    const { shop, draw, ann } = await setUp({ openAt: null });
    await draw.enter(ann);
    await shop.merchant('DELETE', `/draws/${draw.id}`, undefined, { service: 'admin' });

    expect(await draw.status(ann)).toMatchObject({ status: 'DENIED', reason: 'DRAW_CLOSED' });
    expect(await journeyOf(ann)).toMatchObject({ phase: 'ended', outcome: { type: 'closed' } });
    const newcomer = await shop.guest();
    expect(await newcomer.call('GET', `/draws/${draw.id}/status`)).toMatchObject({ status: 404 });
    expect(shop.platform.defects).toEqual([]);
  });
});
