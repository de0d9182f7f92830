import { describe, expect, it } from 'vitest';
import { at } from './support/at.js';
import { guests } from './support/guests.js';
import { openDraw, type TestDraw } from './support/open-draw.js';
import { openShop, type TestShopper } from './support/open-shop.js';

type Groups = Readonly<Record<string, readonly TestShopper[]>>;

/** The shoppers by the state that the draw tells of them. */
async function byStatus(draw: TestDraw, shoppers: readonly TestShopper[]): Promise<Groups> {
  const groups: Record<string, TestShopper[]> = {};
  for (const shopper of shoppers) {
    const { status } = await draw.status(shopper);
    groups[String(status)] = [...(groups[String(status)] ?? []), shopper];
  }
  return groups;
}

function oneOf(groups: Groups, status: string): TestShopper {
  const [shopper] = groups[status] ?? [];
  if (shopper === undefined) throw new Error(`Nobody is ${status}.`);
  return shopper;
}

describe('draws', () => {
  it('show themselves to a page', async () => {
    const shop = openShop();
    const draw = await openDraw(shop, { capacity: 9, continueSelectingUntilCompleted: true });

    const { status, body } = await shop.page('GET', `/draws/${draw.id}`);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: draw.id,
      name: 'Raffle',
      drawAt: at(120),
      capacity: 9,
      supportsGuest: true,
      continueSelectingUntilCompleted: true,
      admissionExpirationSeconds: 600,
    });
    expect(body).not.toHaveProperty('winnerCount');
    expect(shop.platform.defects).toEqual([]);
  });

  it('take one entry of each consumer, and give one of them the win at drawAt', async () => {
    const shop = openShop();
    const draw = await openDraw(shop);
    const ann = await shop.guest();
    const shoppers = [ann, ...(await guests(shop, 3))];

    expect(await draw.status(ann)).toEqual({ status: 'NOT_ENTERED' });
    for (const shopper of shoppers) expect((await draw.enter(shopper)).body).toEqual({ status: 'ENTERED' });
    expect((await draw.enter(ann)).body).toEqual({ status: 'ENTERED' });
    await shop.platform.clock.advance('119s');
    expect(await byStatus(draw, shoppers)).toEqual({ ENTERED: shoppers });
    await shop.platform.clock.advance('1s');

    const groups = await byStatus(draw, shoppers);
    expect([groups['WON']?.length, groups['DENIED']?.length]).toEqual([1, 3]);
    expect(await draw.status(oneOf(groups, 'WON'))).toEqual({
      status: 'WON',
      admissionGrant: expect.stringMatching(/^grant_[\w-]{43}$/),
      wonAt: at(120),
      expiresAt: at(720),
    });
    expect(await draw.status(oneOf(groups, 'DENIED'))).toEqual({
      status: 'DENIED',
      reason: 'NOT_SELECTED',
      deniedAt: at(120),
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('say when they open, with 423 and a time, and that they are closed with 400', async () => {
    const shop = openShop();
    const draw = await openDraw(shop, { openAt: at(30) });
    const ann = await shop.guest();

    const early = await draw.enter(ann);
    await shop.platform.clock.advance('60s');
    const late = await draw.enter(ann);

    expect(early).toMatchObject({ status: 423, body: { error: 'not_open' } });
    expect(early.headers.get('retry-after')).toBe(at(30));
    expect(late).toMatchObject({ status: 400, body: { error: 'distribution_closed' } });
  });

  it('are documented with texts of their own on the hosted platform', async () => {
    const shop = openShop({ profile: 'hosted' });
    const draw = await openDraw(shop, { openAt: at(30) });
    const ann = await shop.guest();

    const early = await draw.enter(ann);
    await shop.platform.clock.advance('60s');

    expect(early.body).toMatchObject({ error: 'Draw is not open yet' });
    expect((await draw.enter(ann)).body).toMatchObject({ error: 'Draw is closed' });
  });

  it('take no more entries than fit in', async () => {
    const shop = openShop();
    const draw = await openDraw(shop, { capacity: 1 });
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await draw.enter(ann);

    expect(await draw.enter(bob)).toMatchObject({ status: 409, body: { error: 'conflict' } });
    await draw.leave(ann);
    expect(await draw.enter(bob)).toMatchObject({ status: 200, body: { status: 'ENTERED' } });
  });

  it('let an entry be taken back before a win only', async () => {
    const shop = openShop();
    const draw = await openDraw(shop);
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await draw.enter(ann);
    await draw.enter(bob);

    expect((await draw.leave(ann)).body).toEqual({ status: 'NOT_ENTERED' });
    await shop.platform.clock.advance('2m');
    const won = await draw.status(bob);

    expect(won).toMatchObject({ status: 'WON' });
    expect(await draw.leave(bob)).toMatchObject({ status: 409, body: { error: 'conflict' } });
    expect(await draw.status(bob)).toEqual(won);
    expect(shop.platform.defects).toEqual([]);
  });

  it('let the merchant turn somebody away, who cannot come back', async () => {
    const shop = openShop();
    const draw = await openDraw(shop);
    const [ann, bob] = [await shop.guest(), await shop.guest()];
    await draw.enter(ann);

    const denied = await draw.deny(ann.consumerId, 'FRAUD');

    expect(denied.body).toEqual({ status: 'DENIED', reason: 'FRAUD', deniedAt: at(0) });
    expect((await draw.enter(ann)).body).toEqual(denied.body);
    expect(await draw.deny(bob.consumerId)).toMatchObject({ status: 404, body: { error: 'not_found' } });
    expect(shop.platform.defects).toEqual([]);
  });

  it('end a win that was not used in time, without a successor', async () => {
    const shop = openShop();
    const draw = await openDraw(shop);
    const shoppers = await guests(shop, 2);
    for (const shopper of shoppers) await draw.enter(shopper);
    await shop.platform.clock.advance('120s');
    const winner = oneOf(await byStatus(draw, shoppers), 'WON');
    await shop.platform.clock.advance('600s');

    expect(await draw.status(winner)).toEqual({
      status: 'DENIED',
      reason: 'ADMISSION_EXPIRED',
      deniedAt: at(720),
    });
    expect(Object.keys(await byStatus(draw, shoppers))).toEqual(['DENIED']);
  });

  it('draw the same winners on two platforms of the same seed, and others on another', async () => {
    const winner = async (seed: number): Promise<number> => {
      const shop = openShop({ seed });
      const draw = await openDraw(shop);
      const shoppers = await guests(shop, 5);
      for (const shopper of shoppers) await draw.enter(shopper);
      await shop.platform.clock.advance('2m');
      return shoppers.indexOf(oneOf(await byStatus(draw, shoppers), 'WON'));
    };

    expect(await winner(3)).toBe(await winner(3));
    const winners = new Set<number>();
    for (let seed = 0; seed < 12; seed += 1) winners.add(await winner(seed));
    expect(winners.size).toBeGreaterThan(1);
  });

  it('take no guests where they say so, also beside a queue that does', async () => {
    const shop = openShop();
    const draw = await openDraw(shop, { supportsGuest: false });
    const guest = await shop.guest();

    expect(await draw.enter(guest)).toMatchObject({
      status: 403,
      body: { error: 'forbidden', details: { reasons: [{ code: 'AUTH_REQUIRED' }] } },
    });
    expect(await draw.enter(await shop.member('ann@example.com', guest))).toMatchObject({ status: 200 });
  });

  it('hint how long to wait before the next look where the settings say so', async () => {
    const shop = openShop({ settings: { pollAfterMs: 700 } });
    const draw = await openDraw(shop);

    expect((await draw.enter(await shop.guest())).body).toEqual({ status: 'ENTERED', pollAfterMs: 700 });
  });
});

describe('draws that go on selecting', () => {
  const going = { continueSelectingUntilCompleted: true };

  it('replace a winner who does not buy in time, and end when somebody bought', async () => {
    const shop = openShop();
    const draw = await openDraw(shop, going);
    const shoppers = await guests(shop, 3);
    for (const shopper of shoppers) await draw.enter(shopper);
    await shop.platform.clock.advance('120s');
    const first = await byStatus(draw, shoppers);
    await shop.platform.clock.advance('600s');
    const second = await byStatus(draw, shoppers);
    const winner = oneOf(second, 'WON');

    const completed = await shop.merchant('POST', `/draws/${draw.id}/complete`, {
      consumerId: winner.consumerId,
    });

    expect([first['WON']?.length, first['ENTERED']?.length]).toEqual([1, 2]);
    expect([second['WON']?.length, second['ENTERED']?.length]).toEqual([1, 1]);
    expect(second['DENIED']).toEqual(first['WON']);
    expect(completed.body).toMatchObject({ status: 'COMPLETED' });
    expect(await draw.status(winner)).toEqual({ status: 'COMPLETED', completedAt: at(720) });
    expect(await draw.status(oneOf(second, 'ENTERED'))).toEqual({
      status: 'DENIED',
      reason: 'NOT_SELECTED',
      deniedAt: at(720),
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('replace a winner whom the merchant denies at once', async () => {
    const shop = openShop();
    const draw = await openDraw(shop, going);
    const shoppers = await guests(shop, 2);
    for (const shopper of shoppers) await draw.enter(shopper);
    await shop.platform.clock.advance('2m');
    const groups = await byStatus(draw, shoppers);

    await draw.deny(oneOf(groups, 'WON').consumerId);

    expect(await draw.status(oneOf(groups, 'ENTERED'))).toMatchObject({ status: 'WON', wonAt: at(120) });
  });
});

describe('two consumers who turn out to be one', () => {
  it('keep one entry, and the win that it brings', async () => {
    const shop = openShop();
    const draw = await openDraw(shop);
    const guest = await shop.guest();
    await draw.enter(guest);
    await draw.enter(await shop.member('ann@example.com'));
    const ann = await shop.member('ann@example.com', guest);
    await shop.platform.clock.advance('2m');

    const won = await draw.status(ann);

    expect(won).toMatchObject({ status: 'WON' });
    const body = { consumerId: guest.consumerId, token: won['admissionGrant'] };
    expect(await shop.merchant('POST', `/draws/${draw.id}/validate`, body)).toMatchObject({
      status: 200,
      body: { valid: true, consumerId: ann.consumerId },
    });
    expect(shop.platform.defects).toEqual([]);
  });
});

describe('D6: draws of another organization, or of the other mode', () => {
  it.each([
    ['the other organization', { organization: 1 }],
    ['live mode', { mode: 'live' }],
  ] as const)('%s answers as if it knew nothing', async (_, elsewhere) => {
    const shop = openShop();
    const draw = await openDraw(shop);
    const other = openShop({ platform: shop.platform, ...elsewhere });
    const [ann, stranger] = [await shop.guest(), await other.guest()];
    await draw.enter(ann);
    const about = (id: string) => [
      other.page('GET', `/draws/${id}`),
      stranger.call('POST', `/draws/${id}/enter`),
      stranger.call('POST', `/draws/${id}/leave`),
      stranger.call('GET', `/draws/${id}/status`),
      other.merchant('POST', `/draws/${id}/deny`, { consumerId: ann.consumerId, reason: 'FRAUD' }),
    ];

    const foreign = await Promise.all(about(draw.id));
    const unknown = await Promise.all(about('draw_nowhere'));

    const told = (answers: typeof foreign) =>
      answers.map(({ status: code, body }) => [code, body['error'], body['message']]);
    expect(told(foreign)).toEqual(told(unknown));
    expect(foreign.every(({ status: code }) => code === 404)).toBe(true);
    expect(await draw.status(ann)).toEqual({ status: 'ENTERED' });
  });
});
