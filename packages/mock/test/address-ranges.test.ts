import { isIP } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressRanges } from '../src/address-ranges.js';

function check(ranges: readonly string[], address: string): boolean {
  const within = addressRanges(ranges);
  if (typeof within !== 'function') throw new Error(`${within.wrong} is wrong.`);
  return within(address);
}

describe('E10: addresses and ranges', () => {
  it.each<[string, string, boolean]>([
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.77/24', '203.0.113.1', true],
    ['10.0.0.0/8', '10.255.0.1', true],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['2001:db8::1', '2001:db8::1', true],
    ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1', true],
    ['2001:db8::/32', '2001:db8:ffff::', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['2001:db8::/127', '2001:db8::1', true],
    ['2001:db8::/127', '2001:db8::2', false],
    ['203.0.113.7', 'not an address', false],
    ['203.0.113.7', '', false],
  ])('%s and %s: %s', (range, address, expected) => {
    expect(check([range], address)).toBe(expected);
  });

  it.each([
    '203.0.113',
    '203.0.113.7/33',
    '2001:db8::/129',
    '203.0.113.7/',
    '203.0.113.7/8/8',
    '203.0.113.7/-1',
    '203.0.113.7/ 8',
    '203.0.113.7/0x8',
    'example.com',
    '',
  ])('is told that %j is none', (wrong) => {
    expect(addressRanges(['10.0.0.0/8', wrong])).toEqual({ wrong });
  });

  it('no list holds anything', () => {
    expect(check([], '203.0.113.7')).toBe(false);
  });

  it('agrees with arithmetic on IPv4', () => {
    const bytes = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
    const value = (address: readonly number[]): number => address.reduce((sum, byte) => sum * 256 + byte, 0);
    fc.assert(
      fc.property(bytes, bytes, fc.integer({ min: 0, max: 32 }), (base, address, bits) => {
        const size = 2 ** (32 - bits);
        const expected = Math.floor(value(base) / size) === Math.floor(value(address) / size);
        expect(check([`${base.join('.')}/${bits}`], address.join('.'))).toBe(expected);
      }),
    );
  });

  it('takes every address for a range of its own', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        fc.pre(isIP(address) !== 0);
        expect(check([address], address)).toBe(true);
      }),
    );
  });
});
