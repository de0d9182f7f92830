import { expect, test } from 'vitest';
import type { FanfareClient, Journey, JourneyActions } from '../../src/index.js';
import { readInput } from '../../src/journeys/read-input.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop } from '../support/shop.js';

async function journeyIn(shop: Shop): Promise<{ client: FanfareClient; journey: Journey }> {
  const { client } = shop.open();
  await client.auth.guest();
  return { client, journey: client.journeys.get(shop.experienceId) };
}

const wrong: readonly (readonly [keyof JourneyActions, unknown, RegExp])[] = [
  ['start', 'a code', /journey\.start takes an object, not a string/],
  ['start', null, /journey\.start takes an object, not null/],
  ['start', { accessCode: 7 }, /journey\.start: accessCode must be a string, not a number/],
  ['start', { accessCode: '' }, /journey\.start: accessCode does not have the form/],
  ['reroute', { code: 'x' }, /journey\.reroute takes no "code"/],
  ['enter', { variantId: '../other' }, /journey\.enter: variantId does not have the form/],
  ['leave', { reason: 'tired' }, /journey\.leave takes no "reason"/],
  ['exit', [], /journey\.exit takes an object, not an array/],
  ['bid', { amount: 12 }, /journey\.bid: amount must be a string, not a number/],
  ['bid', { amount: '12,50' }, /journey\.bid: amount does not have the form/],
  ['bid', { amount: '-1' }, /journey\.bid: amount does not have the form/],
  ['setRebid', {}, /journey\.setRebid: maxAmount is missing/],
  ['setRebid', { maxAmount: '10', increment: 'a bit' }, /journey\.setRebid: increment does not/],
  ['book', {}, /journey\.book: slotId is missing/],
  ['book', { slotId: 'a b' }, /journey\.book: slotId does not have the form/],
  ['reschedule', { slotId: 'slot_1' }, /journey\.reschedule takes no "slotId"/],
  ['cancelBooking', { reason: '' }, /journey\.cancelBooking: reason does not/],
  ['answerChallenge', { token: 5 }, /journey\.answerChallenge: token must be a string/],
  ['answerChallenge', {}, /journey\.answerChallenge: token is missing/],
];

test.each(wrong)(
  'F1: %s with %j is refused, and says what is wrong and never the value',
  (action, input, says) => {
    expect(() => readInput(action, input)).toThrow(says);
    expect(() => readInput(action, input)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  },
);

test('F1: a wrong argument sends nothing, and changes nothing', async () => {
  const shop = openShop();
  const { journey } = await journeyIn(shop);
  shop.sent.length = 0;

  await expect(journey.start({ accessCode: 7 } as never)).rejects.toMatchObject({ code: 'invalid_request' });
  await expect(journey.enter({ headers: {} } as never)).rejects.toMatchObject({ code: 'invalid_request' });

  expect(shop.sent).toEqual([]);
  expect(journey.view.journeyStage).toBe('ready');
});

test('F1: the handle and the hand-out of journeys take functions and ids only', async () => {
  const shop = openShop();
  const { client, journey } = await journeyIn(shop);

  expect(() => journey.subscribe('console.log' as never)).toThrow(/takes a function, not a string/);
  expect(() => client.journeys.onChallenge({} as never)).toThrow(/takes a function, not an object/);
  expect(() => client.journeys.get('../exp' as never)).toThrow(/must be an id/);
});

test('options of calls reach every call of an action', async () => {
  const shop = openShop();
  const { journey } = await journeyIn(shop);
  const ending = new AbortController();
  ending.abort();

  await expect(journey.start({ signal: ending.signal })).rejects.toMatchObject({ name: 'AbortedError' });

  expect(journey.view.journeyStage).toBe('ready');
});
