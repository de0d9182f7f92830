import { describe, expect, it } from 'vitest';
import { at } from './support/at.js';
import { journeyOf, visit } from './support/journey-of.js';
import { openRelease, type TestRelease } from './support/open-release.js';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';
import { openToldShop } from './support/open-told-shop.js';
import { cancelOrder, orderWith, payOrder } from './support/order-with.js';

describe('timed releases', () => {
  it('show themselves to a page', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { closeAt: at(60) });

    const { status, body } = await shop.page('GET', `/timed-releases/${release.id}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({ id: release.id, name: 'Drop', supportsGuest: true, closeAt: at(60) });
    expect(shop.platform.defects).toEqual([]);
  });

  it('reserve a piece for whoever enters while there are any, and sell out', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { pieces: 1 });
    const [ann, bob] = [await shop.guest(), await shop.guest()];

    expect(await release.status(ann)).toEqual({ status: 'NOT_ENTERED' });
    const entered = await release.enter(ann);
    expect(entered.body).toEqual({
      status: 'ENTERED',
      enteredAt: at(0),
      expiresAt: at(900),
      selectedVariantId: shop.organization.variant.id,
      admissionGrant: expect.stringMatching(/^grant_[\w-]{43}$/),
    });
    expect(await release.status(ann)).toEqual(entered.body);
    expect((await release.enter(ann)).body).toEqual(entered.body);
    expect(await release.enter(bob)).toMatchObject({ status: 409, body: { error: 'conflict' } });
    expect(await release.status(bob)).toEqual({ status: 'NOT_ENTERED' });
    expect(shop.platform.defects).toEqual([]);
  });

  it('give back what somebody leaves', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { pieces: 1 });
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await release.enter(ann);

    expect((await release.leave(ann)).body).toEqual({ success: true });
    expect((await release.leave(ann)).body).toEqual({ success: true });
    expect(await release.status(ann)).toEqual({
      status: 'LEFT',
      enteredAt: at(0),
      leftAt: at(0),
      selectedVariantId: shop.organization.variant.id,
    });
    expect(await release.enter(bob)).toMatchObject({ status: 200, body: { status: 'ENTERED' } });
    expect(await release.enter(ann)).toMatchObject({ status: 409 });
  });

  it('give back what nobody buys in time, on the virtual clock', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { pieces: 1 });
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await release.enter(ann);
    await shop.platform.clock.advance('899s');
    expect(await release.enter(bob)).toMatchObject({ status: 409 });
    await shop.platform.clock.advance('1s');

    expect(await release.status(ann)).toMatchObject({ status: 'LEFT', leftAt: at(900) });
    expect(await release.enter(bob)).toMatchObject({ status: 200 });
    await release.leave(bob);
    expect(await release.enter(ann)).toMatchObject({ status: 200, body: { expiresAt: at(1_800) } });
  });

  it('say when they open, with 423 and a time, and that they are closed with 400', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { openAt: at(30), closeAt: at(60) });
    const ann = await shop.guest();

    const early = await release.enter(ann);
    await shop.platform.clock.advance('60s');
    const late = await release.enter(ann);

    expect(early).toMatchObject({ status: 423, body: { error: 'not_open' } });
    expect(early.headers.get('retry-after')).toBe(at(30));
    expect(late).toMatchObject({ status: 400, body: { error: 'distribution_closed' } });
  });

  it('reserve the variant that is asked for, and know no other', async () => {
    const shop = openShop();
    const release = await openRelease(shop);
    const ann = await shop.guest();

    expect(await release.enter(ann, 'var_unknown')).toMatchObject({
      status: 404,
      body: { error: 'not_found' },
    });
    expect(await release.enter(ann, 'var_borealis')).toMatchObject({ status: 404 });
    expect(await release.enter(ann, shop.organization.variant.id)).toMatchObject({
      status: 200,
      body: { selectedVariantId: shop.organization.variant.id },
    });
  });

  it('never sell out where stock is not counted', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { pieces: 0 });
    Object.assign(shop.organization.variant, { inventoryPolicy: 'untracked' });

    expect(await release.enter(await shop.guest())).toMatchObject({ status: 200 });
  });
});

describe('what becomes of the stock', () => {
  const stockOf = (shop: TestShop): [number, number] => {
    const { inventoryQuantity, reserved } = shop.organization.variant;
    return [inventoryQuantity, reserved];
  };

  it('is less by one when the merchant completes at the own till', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { pieces: 1 });
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await release.enter(ann);

    expect(await release.complete(ann)).toMatchObject({ status: 200, body: { status: 'COMPLETED' } });

    expect(stockOf(shop)).toEqual([0, 0]);
    expect(await release.status(ann)).toMatchObject({ status: 'COMPLETED', completedAt: at(0) });
    expect((await release.leave(ann)).body).toEqual({ success: false });
    expect(await release.enter(bob)).toMatchObject({ status: 409 });
  });

  it('is held by the order from then on, and sold when it is paid', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { pieces: 1 });
    const ann = await shop.guest();
    const { admissionGrant: grant } = (await release.enter(ann)).body;

    const order = await orderWith(shop, { distributionId: release.id, grant });
    expect(order.status).toBe(200);
    expect(stockOf(shop)).toEqual([1, 1]);
    await payOrder(shop, order.body['orderId']);

    expect(stockOf(shop)).toEqual([0, 0]);
    expect(await release.status(ann)).toMatchObject({ status: 'COMPLETED' });
    expect(shop.platform.defects).toEqual([]);
  });

  it.each([
    ['is cancelled', (shop: TestShop, orderId: unknown) => cancelOrder(shop, orderId)],
    ['is not paid in time', (shop: TestShop) => shop.platform.clock.advance('15m')],
  ])('is as it was when the order %s', async (_, end) => {
    const shop = openShop();
    const release = await openRelease(shop, { pieces: 1 });
    const ann = await shop.guest();
    const { admissionGrant: grant } = (await release.enter(ann)).body;
    const order = await orderWith(shop, { distributionId: release.id, grant });

    await end(shop, order.body['orderId']);

    expect(stockOf(shop)).toEqual([1, 0]);
    expect(await release.status(ann)).toMatchObject({ status: 'LEFT' });
    expect(await release.enter(await shop.guest())).toMatchObject({ status: 200 });
    expect(shop.platform.defects).toEqual([]);
  });

  it('is held for the shopper still when an order for more than that piece was refused', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { pieces: 1 });
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    const { admissionGrant: grant } = (await release.enter(ann)).body;

    const order = await orderWith(shop, { distributionId: release.id, grant, quantity: 2 });

    expect(order).toMatchObject({ status: 400, body: { error: 'validation_error' } });
    expect(stockOf(shop)).toEqual([1, 1]);
    expect(await release.enter(bob)).toMatchObject({ status: 409 });
    const second = await orderWith(shop, { distributionId: release.id, grant, key: 'shop-order-2' });
    expect(second.status).toBe(200);
  });

  it('is never held twice for one person', async () => {
    const shop = openShop();
    const release = await openRelease(shop, { pieces: 2 });
    const guest = await shop.guest();
    const member = await shop.member('ann@example.com');
    await release.enter(guest);
    await release.enter(member);

    const ann = await shop.member('ann@example.com', guest);

    expect(stockOf(shop)).toEqual([2, 1]);
    expect(await release.status(ann)).toMatchObject({ status: 'ENTERED' });
    expect(shop.platform.defects).toEqual([]);
  });
});

interface Setting {
  readonly shop: TestShop;
  readonly release: TestRelease;
  readonly ann: TestShopper;
}

/** A shop whose only distribution is a timed release, and a shopper who visits it. */
async function setUp(fields: object = {}): Promise<Setting> {
  const shop = openShop();
  await shop.merchant('DELETE', `/queues/${shop.queueId}`, undefined, { service: 'admin' });
  const release = await openRelease(shop, { pieces: 1, openAt: at(10), closeAt: at(1_800), ...fields });
  const ann = await shop.guest();
  await visit(shop, ann);
  return { shop, release, ann };
}

describe('the journey through a timed release', () => {
  it('is scheduled, enterable, granted and completed', async () => {
    const { shop, release, ann } = await setUp();
    const seen = [await journeyOf(ann)];
    await shop.platform.clock.advance('10s');
    seen.push(await journeyOf(ann));
    await release.enter(ann);
    seen.push(await journeyOf(ann));
    await release.complete(ann);
    seen.push(await journeyOf(ann));

    const mechanism = 'timed_release';
    const distribution = {
      type: mechanism,
      id: release.id,
      sequenceId: shop.organization.sequence.id,
      opensAt: at(10),
      closesAt: at(1_800),
    };
    const open = { ...distribution, lifecycle: 'open', details: { name: 'Drop', isSoldOut: false } };
    const soldOut = { ...open, details: { name: 'Drop', isSoldOut: true } };
    const who = { distributionId: release.id, enteredAt: at(10) };
    const grant = expect.stringMatching(/^grant_/);
    expect(seen).toEqual([
      { phase: 'scheduled', mechanism, distribution: { ...open, lifecycle: 'scheduled' } },
      {
        phase: 'enterable',
        mechanism,
        distribution: open,
        consumer: { status: 'not_entered', distributionId: release.id },
      },
      {
        phase: 'granted',
        mechanism,
        distribution: soldOut,
        consumer: { status: 'entered', ...who, grantedAt: at(10), admissionGrant: grant },
        grant: {
          token: grant,
          distributionType: mechanism,
          distributionId: release.id,
          sequenceId: shop.organization.sequence.id,
          experienceId: shop.experienceId,
          issuedAt: at(10),
          expiresAt: at(910),
        },
      },
      {
        phase: 'ended',
        mechanism,
        distribution: soldOut,
        consumer: { status: 'completed', ...who, completedAt: at(10) },
        outcome: { type: 'completed', at: at(10), distributionId: release.id, distributionType: mechanism },
      },
    ]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('is unavailable while everything is taken, and open again when something comes back', async () => {
    const { shop, release, ann } = await setUp({ openAt: null });
    const bob = await shop.guest();
    await release.enter(bob);
    const taken = await journeyOf(ann);
    await release.leave(bob);

    expect(taken).toEqual({ phase: 'unavailable', reason: 'SOLD_OUT' });
    expect(await journeyOf(ann)).toMatchObject({ phase: 'enterable' });
  });

  it('is over when the release closes', async () => {
    const { shop, ann } = await setUp();
    await shop.platform.clock.advance('30m');

    expect(await journeyOf(ann)).toMatchObject({
      phase: 'ended',
      consumer: { status: 'not_entered' },
      outcome: { type: 'closed' },
    });
  });

  it('ends by leaving and by the end of the time, and begins anew for whoever comes back', async () => {
    const { shop, release, ann } = await setUp({ openAt: null });
    await release.enter(ann);
    await release.leave(ann);
    const left = await journeyOf(ann);
    await visit(shop, ann);
    const back = await journeyOf(ann);
    await release.enter(ann);
    await shop.platform.clock.advance('15m');
    const expired = await journeyOf(ann);

    expect(left).toMatchObject({
      phase: 'ended',
      consumer: { status: 'left' },
      outcome: { type: 'left', at: at(0) },
    });
    expect(back).toMatchObject({ phase: 'enterable', consumer: { status: 'not_entered' } });
    expect(expired).toMatchObject({
      phase: 'ended',
      consumer: { status: 'denied', deniedReason: 'ADMISSION_EXPIRED' },
      outcome: { type: 'expired', reason: 'ADMISSION_EXPIRED', at: at(900) },
    });
  });
});

describe('what merchants are told of a timed release', () => {
  it('is that it opened and that it closed, with the number of those who took part', async () => {
    const shop = openToldShop();
    const release = await openRelease(shop, { openAt: at(10), closeAt: at(60) });
    await shop.platform.clock.advance('10s');
    await release.enter(await shop.guest());
    await shop.platform.clock.advance('50s');

    const told = (await shop.told()).filter(({ type }) => type.startsWith('distribution.'));
    const distribution = { distributionId: release.id, distributionType: 'timed_release' };

    expect(told.map(({ type, data }) => [type, data])).toEqual([
      ['distribution.opened', { ...distribution, openedAt: at(10) }],
      ['distribution.closed', { ...distribution, closedAt: at(60), totalParticipants: 1 }],
    ]);
    expect(shop.platform.defects).toEqual([]);
  });
});

describe('D6: timed releases of another organization, or of the other mode', () => {
  it.each([
    ['the other organization', { organization: 1 }],
    ['live mode', { mode: 'live' }],
  ] as const)('%s answers as if it knew nothing', async (_, elsewhere) => {
    const shop = openShop();
    const release = await openRelease(shop);
    const other = openShop({ platform: shop.platform, ...elsewhere });
    const stranger = await other.guest();
    const about = (id: string) => [
      other.page('GET', `/timed-releases/${id}`),
      stranger.call('POST', `/timed-releases/${id}/enter`, {}),
      stranger.call('POST', `/timed-releases/${id}/leave`),
      stranger.call('GET', `/timed-releases/${id}/status`),
    ];

    const foreign = await Promise.all(about(release.id));
    const unknown = await Promise.all(about('timed_release_nowhere'));

    const told = (answers: typeof foreign) =>
      answers.map(({ status: code, body }) => [code, body['error'], body['message']]);
    expect(told(foreign)).toEqual(told(unknown));
    expect(foreign.every(({ status: code }) => code === 404)).toBe(true);
  });
});
