import { describe, expect, it } from 'vitest';
import { admitted } from './support/admitted.js';
import { checkOut } from './support/check-out.js';
import { openShop, type Answer, type TestShop } from './support/open-shop.js';

const later = '2026-11-22T10:30:00.000Z';

function admin(shop: TestShop, method: string, path: string, body?: object): Promise<Answer> {
  return shop.merchant(method, path, body, { service: 'admin' });
}

/** A waitlist for a sequence whose line has not opened yet. */
async function open(more: object = {}) {
  const shop = openShop();
  shop.organization.queue.openAt = later;
  const { id: sequenceId } = shop.organization.sequence;
  const { body } = await admin(shop, 'POST', '/waitlists', { sequenceId, ...more });
  const path = `/waitlists/${body['id']}`;
  const consumers = async (): Promise<unknown> => (await admin(shop, 'GET', `${path}/consumers`)).body;
  return { shop, sequenceId, id: String(body['id']), path, consumers };
}

describe('waitlists', () => {
  it('note interest once, and forget it when it is taken back', async () => {
    const { shop, sequenceId, id, path } = await open();
    const ann = await shop.guest();

    const none = await ann.call('GET', `${path}/status`);
    const entered = await ann.call('POST', `${path}/enter`);
    await shop.platform.clock.advance('1m');
    const again = await ann.call('POST', `${path}/enter`);
    const waiting = await ann.call('GET', `${path}/status`);
    const left = await ann.call('DELETE', `${path}/leave`);
    const leftAgain = await ann.call('DELETE', `${path}/leave`);

    expect(none.body).toEqual({ waitlistId: id, isEntered: false, sequenceId });
    expect(entered.body).toEqual({
      id: expect.stringMatching(/^waiting_/),
      waitlistId: id,
      sequenceId,
      consumerId: ann.consumerId,
      enteredAt: '2026-11-22T10:00:00.000Z',
    });
    expect(again.body).toEqual(entered.body);
    expect(waiting.body).toMatchObject({ isEntered: true, enteredAt: '2026-11-22T10:00:00.000Z' });
    expect([left.body, leftAgain.body]).toEqual([{ left: true }, { left: false }]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('are part of what a shopper sees of themselves, with the place', async () => {
    const { shop, sequenceId, id, path } = await open();
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await ann.call('POST', `${path}/enter`);
    await bob.call('POST', `${path}/enter`);

    const place = async () => (await bob.call('GET', '/consumers/me')).body['waitlists'];

    expect(await place()).toEqual([
      {
        waitlistId: id,
        sequenceId,
        experienceId: shop.experienceId,
        enteredAt: '2026-11-22T10:00:00.000Z',
        position: 2,
      },
    ]);
    await ann.call('DELETE', `${path}/leave`);
    expect(await place()).toMatchObject([{ position: 1 }]);
    await bob.call('DELETE', `${path}/leave`);
    expect(await place()).toBeUndefined();
  });

  it('take no more than their capacity', async () => {
    const { shop, path } = await open({ capacity: 1 });
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await ann.call('POST', `${path}/enter`);

    expect(await bob.call('POST', `${path}/enter`)).toMatchObject({
      status: 409,
      body: { error: 'conflict' },
    });
    await admin(shop, 'PUT', path, { capacity: null });
    expect(await bob.call('POST', `${path}/enter`)).toMatchObject({ status: 200 });
  });

  it('are for nobody who may not order anything any more', async () => {
    const { shop, sequenceId, path } = await open();
    const { product, queue } = shop.organization;
    queue.openAt = null;
    const limit = { sequenceId, productId: product.id, maxQuantity: 1 };
    await admin(shop, 'POST', `/sequences/${sequenceId}/order-limits`, limit);
    const [ann, bob] = [await admitted(shop), await shop.guest()];
    await checkOut(shop, ann.grant);

    expect(await ann.call('POST', `${path}/enter`)).toMatchObject({
      status: 409,
      body: { error: 'order_limit_exceeded' },
    });
    expect(await bob.call('POST', `${path}/enter`)).toMatchObject({ status: 200 });
  });

  it('notify when a distribution opens, convert who enters it, and expire when the last one closes', async () => {
    const { shop, path, consumers } = await open();
    shop.organization.queue.closeAt = '2026-11-22T10:40:00.000Z';
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    for (const shopper of [ann, bob]) await shopper.call('POST', `${path}/enter`);

    expect(await consumers()).toMatchObject([{ status: 'waitlisted' }, { status: 'waitlisted' }]);
    await shop.platform.clock.advance('30m');
    expect(await consumers()).toMatchObject([
      { consumerId: ann.consumerId, status: 'notified', notifiedAt: later, updatedAt: later },
      { consumerId: bob.consumerId, status: 'notified', notifiedAt: later },
    ]);
    await ann.call('POST', `/queues/${shop.queueId}/enter`);
    expect(await consumers()).toMatchObject([{ status: 'converted' }, { status: 'notified' }]);
    await shop.platform.clock.advance('10m');
    expect(await consumers()).toMatchObject([{ status: 'converted' }, { status: 'expired' }]);
    expect((await bob.call('GET', `${path}/status`)).body).toMatchObject({ isEntered: false });
  });

  it('go on while another distribution of their sequence does', async () => {
    const { shop, sequenceId, path, consumers } = await open();
    shop.organization.queue.closeAt = '2026-11-22T10:40:00.000Z';
    const body = { sequenceId, name: 'Second line', admitRate: 6, openAt: '2026-11-22T12:00:00.000Z' };
    await admin(shop, 'POST', '/queues', body);
    const ann = await shop.guest();
    await ann.call('POST', `${path}/enter`);

    await shop.platform.clock.advance('45m');

    expect(await consumers()).toMatchObject([{ status: 'notified' }]);
  });

  it('expire when their sequence is archived, and are gone for shoppers', async () => {
    const { shop, sequenceId, id, path, consumers } = await open();
    const ann = await shop.guest();
    await ann.call('POST', `${path}/enter`);

    await admin(shop, 'DELETE', `/sequences/${sequenceId}`);

    expect(await consumers()).toMatchObject([{ status: 'expired' }]);
    expect(await ann.call('POST', `${path}/enter`)).toMatchObject({ status: 404 });
    expect((await admin(shop, 'GET', `/waitlists/${id}`)).body).toMatchObject({ archived: true });
  });

  it('keep the earlier place of a guest who turns out to be somebody', async () => {
    const { shop, path, consumers } = await open();
    const early = await shop.guest();
    const entry = (await early.call('POST', `${path}/enter`)).body;
    const ada = await shop.member('ada@example.com');
    await shop.platform.clock.advance('1m');
    await ada.call('POST', `${path}/enter`);

    await shop.member('ada@example.com', early);

    expect(await consumers()).toMatchObject([{ id: entry['id'], consumerId: ada.consumerId }]);
  });

  it.each([
    [
      'has not the access code',
      (shop: TestShop) => (shop.organization.sequence.accessCode = 'AURORA'),
      'ACCESS_CODE_REQUIRED',
    ],
    [
      'has not passed the bot check',
      (shop: TestShop) => (shop.organization.sequence.botCheck = 'required'),
      'BOT_REQUIRED',
    ],
    [
      'has not signed in, where guests may not enter',
      (shop: TestShop) => (shop.organization.queue.supportsGuest = false),
      'AUTH_REQUIRED',
    ],
    ['is not whom the sequence is for', setUpAudience, 'AUDIENCE_NOT_MEMBER'],
  ])('give no place to who %s', async (_, close, code) => {
    const { shop, path, consumers } = await open({ capacity: 1 });
    const waiting = await shop.guest();
    await waiting.call('POST', `${path}/enter`);
    await close(shop);
    const stranger = await shop.guest();

    expect(await waiting.call('POST', `${path}/enter`)).toMatchObject({ status: 200 });
    await waiting.call('DELETE', `${path}/leave`);
    for (const shopper of [stranger, waiting]) {
      expect(await shopper.call('POST', `${path}/enter`)).toMatchObject({
        status: 403,
        body: { error: 'forbidden', details: { reasons: [{ code }] } },
      });
    }
    expect(await consumers()).toMatchObject([{ status: 'left' }]);
    expect(shop.platform.defects).toEqual([]);
  });

  it('take whoever got through the gate', async () => {
    const { shop, path } = await open({ capacity: 1 });
    shop.organization.sequence.accessCode = 'AURORA';
    const ann = await shop.guest();

    await ann.call('POST', `/experiences/${shop.experienceId}/route`, { accessCode: 'AURORA' });

    expect(await ann.call('POST', `${path}/enter`)).toMatchObject({ status: 200 });
  });
});

async function setUpAudience(shop: TestShop): Promise<void> {
  const { body } = await admin(shop, 'POST', '/audiences', { name: 'Insiders', type: 'STATIC' });
  await admin(shop, 'PUT', `/sequences/${shop.organization.sequence.id}`, { audienceId: body['id'] });
}
