import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsCardNumber } from '@fanfare/contract';

describe('I2: the number of a card', () => {
  it.each([
    '4111111111111111',
    '5555 5555 5555 4444',
    '3782-822463-10005',
    'on file: 6011000990139424.',
    'order 1 4111111111111111',
    '2223003122003222',
  ])('is found in %j', (text) => {
    expect(containsCardNumber(text)).toBe(true);
  });

  it.each([
    '',
    '4111111111111112',
    '0000000000000000',
    '+49 30 901820',
    '1763806200000',
    '411111111111',
    '41111111111111111111111111',
    'B7-4111-X',
  ])('is not found in %j', (text) => {
    expect(containsCardNumber(text)).toBe(false);
  });

  it('is found whatever stands around it', () => {
    const around = fc.string().filter((text) => !/[\d]/.test(text));
    fc.assert(
      fc.property(around, around, (before, after) => {
        expect(containsCardNumber(`${before} 4111 1111 1111 1111 ${after}`)).toBe(true);
      }),
    );
  });
});
