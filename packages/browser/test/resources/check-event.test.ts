import { operations } from '@fanfare/contract/operations';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEvent } from '../../src/resources/check-event.js';
import { arbitraryFromSchema } from '../../../contract/test/support/arbitrary-from-schema.js';

const schema = operations.beacon.track.body;
const takes = (event: unknown): boolean => schema.safeParse(event).success;
const anyEvent = arbitraryFromSchema(schema).filter(takes) as fc.Arbitrary<Record<string, unknown>>;
const base = { organizationId: 'org_1', eventId: 'evt_1', eventTimestamp: '2026-11-22T10:00:00.000Z' };
const amounts = ['price', 'cartTotal', 'subtotal', 'tax', 'shippingCost', 'discountAmount', 'totalRevenue'];

function refuses(event: object): boolean {
  try {
    checkEvent(event, 'event');
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid_request' });
    return true;
  }
}

describe('the check of an event', () => {
  test('refuses nothing that the contract takes', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(refuses(event)).toBe(false);
      }),
      { numRuns: 500, seed: 20_261_122 },
    );
  });

  test('takes every name of the contract, and what is undefined', () => {
    const names = Object.keys(Object(operations.beacon.track.body._zod.def.options[0]._zod.def.shape));

    expect(names.length).toBeGreaterThan(40);
    expect(refuses(Object.fromEntries(names.map((name) => [name, undefined])))).toBe(false);
    expect(
      refuses(Object.fromEntries(names.map((name) => [name, name === 'eventProperties' ? {} : '']))),
    ).toBe(false);
    expect(refuses({ ...base, eventName: 'pageView', surprise: undefined })).toBe(false);
  });

  test('refuses only what the contract refuses, whatever is done to an event', () => {
    const name = fc.oneof(fc.constantFrom('eventProperties', 'pageUrl', 'isGuest'), fc.string());
    const part = fc.dictionary(
      fc.oneof(fc.constantFrom(...amounts, 'products'), fc.string()),
      fc.jsonValue(),
    );
    const value = fc.oneof(fc.jsonValue(), part, fc.record({ products: fc.array(part) }));
    let refused = 0;
    fc.assert(
      fc.property(anyEvent, name, value, (event, key, given) => {
        const changed = { ...event, [key]: given };
        if (!refuses(changed)) return;
        refused += 1;
        expect(takes(changed)).toBe(false);
      }),
      { numRuns: 1000, seed: 20_261_122 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  test.each(amounts)('refuses %s as a number or in another form, as the contract does', (name) => {
    const events = ['addToCart', 'viewCart', 'purchase'].filter((eventName) =>
      takes({ ...base, eventName, eventProperties: { [name]: '12.50' } }),
    );
    expect(events).not.toEqual([]);
    for (const eventName of events) {
      for (const wrong of [12.5, 0, null, '12,50', '', true, {}]) {
        const event = { ...base, eventName, eventProperties: { [name]: wrong } };
        expect([name, wrong, refuses(event), takes(event)]).toEqual([name, wrong, true, false]);
      }
    }
  });

  test.each([
    ['a name that there is not', { surprise: 1 }],
    ['a name in another spelling', { pageURL: 'https://shop.example.com/' }],
    ['a name that every object has', { constructor: 'x' }],
    ['properties that are a list', { eventProperties: [] }],
    ['properties that are nothing', { eventProperties: null }],
    ['money as a number in a product', { eventProperties: { products: [{ price: '1' }, { price: 1 }] } }],
  ])('refuses %s, as the contract does', (_, more) => {
    const event = { ...base, eventName: 'purchase', ...more };

    expect([refuses(event), takes(event)]).toEqual([true, false]);
  });
});
