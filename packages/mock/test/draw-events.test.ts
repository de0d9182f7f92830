import { describe, expect, it } from 'vitest';
import { at } from './support/at.js';
import { guests } from './support/guests.js';
import { openDraw } from './support/open-draw.js';
import { openToldShop } from './support/open-told-shop.js';

describe('what merchants are told of a draw', () => {
  it('is that it opened and closed, who entered, won and lost, and how many', async () => {
    const shop = openToldShop();
    const draw = await openDraw(shop, { openAt: at(10) });
    await shop.platform.clock.advance('10s');
    const shoppers = await guests(shop, 3);
    for (const shopper of shoppers) await draw.enter(shopper);
    await shop.platform.clock.advance('110s');

    const told = (await shop.told()).filter(({ type }) => !type.startsWith('consumer.'));

    expect(told.map(({ type }) => type).toSorted()).toEqual([
      'distribution.closed',
      'distribution.opened',
      'draw.completed',
      'draw.consumer.entered',
      'draw.consumer.entered',
      'draw.consumer.entered',
      'draw.consumer.lost',
      'draw.consumer.lost',
      'draw.consumer.won',
    ]);
    const dataOf = (type: string) => told.filter((event) => event.type === type).map(({ data }) => data);
    const distribution = { distributionId: draw.id, distributionType: 'draw' };
    const where = {
      drawId: draw.id,
      sequenceId: shop.organization.sequence.id,
      experienceId: shop.experienceId,
    };
    expect(dataOf('distribution.opened')).toEqual([{ ...distribution, openedAt: at(10) }]);
    expect(dataOf('distribution.closed')).toEqual([
      { ...distribution, closedAt: at(60), totalParticipants: 3 },
    ]);
    expect(dataOf('draw.consumer.entered')).toEqual(
      shoppers.map(({ consumerId }, index) => ({
        ...where,
        consumerId,
        enteredAt: at(10),
        entrantNumber: index + 1,
      })),
    );
    expect(dataOf('draw.completed')).toEqual([
      { ...where, completedAt: at(120), totalEntrants: 3, winnersSelected: 1 },
    ]);
    const [won] = dataOf('draw.consumer.won');
    const winner = shoppers.find(({ consumerId }) => consumerId === won?.['consumerId']);
    if (winner === undefined) throw new Error('Nobody won.');
    expect(won).toEqual({
      ...where,
      consumerId: winner.consumerId,
      wonAt: at(120),
      winnerPosition: 1,
      admissionToken: (await draw.status(winner))['admissionGrant'],
    });
    expect(new Set(dataOf('draw.consumer.lost').map(({ consumerId }) => consumerId))).toEqual(
      new Set(shoppers.filter((shopper) => shopper !== winner).map(({ consumerId }) => consumerId)),
    );
    expect(shop.platform.defects).toEqual([]);
  });

  it('is each further winner of a draw that goes on selecting, and its end only then', async () => {
    const shop = openToldShop();
    const draw = await openDraw(shop, { continueSelectingUntilCompleted: true });
    for (const shopper of await guests(shop, 2)) await draw.enter(shopper);
    await shop.platform.clock.advance('719s');
    const before = (await shop.told()).map(({ type }) => type);
    await shop.platform.clock.advance('1s');
    const after = (await shop.told()).slice(before.length);

    expect(before.filter((type) => type === 'draw.consumer.won')).toHaveLength(1);
    expect(before).not.toContain('draw.completed');
    expect(after).toMatchObject([
      { type: 'draw.consumer.won', data: { wonAt: at(720), winnerPosition: 2 } },
      { type: 'draw.completed', data: { totalEntrants: 2, winnersSelected: 2 } },
    ]);
  });

  it('is that everybody lost and nobody won, where it is called off', async () => {
    const shop = openToldShop();
    const draw = await openDraw(shop);
    const ann = await shop.guest();
    await draw.enter(ann);
    await shop.merchant('DELETE', `/draws/${draw.id}`, undefined, { service: 'admin' });
    await shop.platform.clock.advance('5m');

    const told = (await shop.told()).filter(({ type }) => !type.startsWith('consumer.'));

    expect(told.slice(1)).toMatchObject([
      { type: 'distribution.closed', data: { closedAt: at(0), totalParticipants: 1 } },
      { type: 'draw.consumer.lost', data: { consumerId: ann.consumerId } },
      { type: 'draw.completed', data: { totalEntrants: 1, winnersSelected: 0 } },
      { type: 'distribution.updated', data: { changedFields: ['statusOverride', 'archived'] } },
    ]);
  });
});
