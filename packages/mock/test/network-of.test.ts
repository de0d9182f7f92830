import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { networkOf } from '../src/mechanisms/network-of.js';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8::7', '2001:db8:0:0::/64'],
  ['2001:0DB8:0000:0000:abcd:ef01:2345:6789', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['fe80::1', 'fe80:0:0:0::/64'],
])('F4: %s stands for %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it('F4: addresses of one network stand for the same, and those of two do not', () => {
  const group = fc.integer({ min: 1, max: 0xffff }).map((number) => number.toString(16));
  const groups = fc.tuple(group, group, group, group);
  fc.assert(
    fc.property(groups, groups, groups, (network, host, other) => {
      const at = (...parts: string[][]): string => networkOf(parts.flat().join(':'));

      expect(at(network, host)).toBe(at(network, other));
      expect(at(network, host) === at(other, host)).toBe(network.join() === other.join());
    }),
  );
});
