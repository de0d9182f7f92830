import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressReach, hostReach } from '../src/webhooks/private-address.js';

const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
const groups = fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 });

type Octets = readonly [number, number, number, number];

/** The special blocks of IPv4 (RFC 6890), by arithmetic rather than by a list of networks. */
function reachOfOctets([first, second, third]: Octets): string {
  if (first === 127) return 'loopback';
  const isPrivate =
    first === 0 ||
    first === 10 ||
    first >= 224 ||
    (first === 100 && second >= 64 && second < 128) ||
    (first === 169 && second === 254) ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 192 && second === 0 && (third === 0 || third === 2)) ||
    (first === 192 && second === 88 && third === 99) ||
    (first === 198 && (second === 18 || second === 19)) ||
    (first === 198 && second === 51 && third === 100) ||
    (first === 203 && second === 0 && third === 113);
  return isPrivate ? 'private' : 'public';
}

const special = fc.constantFrom(0, 10, 100, 127, 169, 172, 192, 198, 203, 224, 255);
const nearBlocks = fc.tuple(
  special,
  fc.constantFrom(0, 15, 16, 18, 20, 31, 32, 51, 63, 64, 88, 127, 128, 168, 254),
  fc.constantFrom(0, 2, 99, 100, 113, 7),
  fc.nat(255),
);

describe('H6: whatever the address', () => {
  it('IPv4 leads where its block says', () => {
    fc.assert(
      fc.property(fc.oneof(octets, nearBlocks), (parts) => {
        expect(addressReach(parts.join('.'))).toBe(reachOfOctets(parts));
      }),
      { numRuns: 2_000 },
    );
  });

  it('no spelling of IPv4 in a URL leads elsewhere', () => {
    const spell = fc.constantFrom<(part: number) => string>(
      String,
      (part) => `0x${part.toString(16)}`,
      (part) => `0${part.toString(8)}`,
    );
    fc.assert(
      fc.property(
        octets,
        fc.array(spell, { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        (parts, spells, isOne) => {
          const whole = parts.reduce((sum, part) => sum * 256 + part, 0);
          const host = isOne
            ? (spells[0] ?? String)(whole)
            : parts.map((part, index) => (spells[index] ?? String)(part)).join('.');

          expect(hostReach(new URL(`https://${host}/`).hostname)).toBe(reachOfOctets(parts));
        },
      ),
    );
  });

  it('IPv4 that hides in IPv6 is never public', () => {
    const prefixes = ['::ffff:', '::', '::ffff:0:', '64:ff9b::', '64:ff9b:1::'];
    fc.assert(
      fc.property(octets, fc.constantFrom(...prefixes), (parts, prefix) => {
        expect(addressReach(`${prefix}${parts.join('.')}`)).not.toBe('public');
      }),
    );
  });

  it('IPv6 is public within 2000::/3 only, and not in its special parts', () => {
    const first = fc.oneof(
      fc.nat(0xffff),
      fc.constantFrom(0x2001, 0x2002, 0x2000, 0x3fff, 0x2606, 0xfe80, 0xfd00),
    );
    const second = fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 0x1ff, 0x200, 0xdb8, 0xfff, 0x1000));
    fc.assert(
      fc.property(groups, first, second, (rest, a, b) => {
        const all = [a, b, ...rest.slice(2)];
        const isSpecial =
          (a === 0x2001 && (b < 0x200 || b === 0xdb8)) || a === 0x2002 || (a === 0x3fff && b < 0x1000);
        const isPublic = a >= 0x2000 && a < 0x4000 && !isSpecial;
        const reach = addressReach(all.map((group) => group.toString(16)).join(':'));

        expect(reach === 'public').toBe(isPublic);
      }),
      { numRuns: 2_000 },
    );
  });

  it('what is no address is not taken for a public one', () => {
    fc.assert(fc.property(fc.string(), (text) => addressReach(text) !== 'public'));
    for (const text of ['', '8.8.8', '8.8.8.8.8', '0x08080808', '8.8.8.8%eth0', 'shop.example.com'])
      expect(addressReach(text)).toBe('private');
  });
});
