import { describe, expect, it } from 'vitest';
import {
  parseDictionary,
  type BareItem,
  type InnerList,
  type Item,
} from '../../src/auth/signature/structured-fields.js';
import { publishedVectors } from '../../../node/test/support/published-vectors.js';

interface Vector {
  readonly name: string;
  readonly raw: readonly string[];
  readonly header_type: 'item' | 'list' | 'dictionary';
  readonly expected?: unknown;
  readonly must_fail?: boolean;
  readonly can_fail?: boolean;
}

const files = [
  'binary', 'boolean', 'date', 'dictionary', 'display-string', 'examples', 'item', 'key-generated', 'large-generated',
  'listlist', 'number', 'number-generated', 'param-dict', 'param-listlist', 'string', 'string-generated', 'token',
  'token-generated',
]; // prettier-ignore
const all = files.flatMap((file) => {
  const vectors = publishedVectors(`structured-fields/${file}.json`) as readonly Vector[] | undefined;
  return (vectors ?? []).map((vector) => ({ ...vector, title: `${file}: ${vector.name}` }));
});

/** An item, or a list of one inner list, is what may stand behind the key of a dictionary. */
const asMember = (vector: Vector): string => `k=${vector.raw.join(', ').replace(/^ +| +$/g, '')}`;
const dictionaries = all.filter(({ header_type: type }) => type === 'dictionary');
const items = all.filter(({ header_type: type, raw }) => type === 'item' && raw.length === 1);
const innerLists = all.filter(
  ({ header_type: type, expected, must_fail: fails }) =>
    type === 'list' &&
    fails !== true &&
    Array.isArray(expected) &&
    expected.length === 1 &&
    isInnerList(expected[0]),
);

/** What this parser refuses on purpose: the signatures have no use for it, and two readers might differ about it. */
function isLeftOut(vector: Vector): boolean {
  const text = JSON.stringify(vector.expected);
  if (/"__type":"(date|displaystring)"/.test(text)) return true; // of RFC 9651, later than RFC 9421
  if (/[[ ,]-?\d+\.\d/.test(text) || /=-?\d+\.\d|^-?\d+\.\d/.test(vector.raw.join())) return true; // decimals
  return /duplicate|overlap|same|0x2c in dictionary key/i.test(vector.name); // a key that stands twice
}

describe('N2, E12: the published vectors of structured fields', () => {
  it.skipIf(all.length === 0)('are all there', () => {
    expect(all.length).toBeGreaterThan(1_400);
    expect(all.filter(isLeftOut).length).toBeLessThan(200);
  });

  it.skipIf(all.length === 0)('which must fail are refused, as a dictionary and as a member of one', () => {
    const read = dictionaries.filter(
      ({ must_fail: fails, raw }) => fails && parseDictionary(raw.join(', ')) !== undefined,
    );
    // Behind a key, what follows a comma is another member, as in `k=1, b`; and a dictionary may end in white space.
    const taken = items.filter(
      (vector) =>
        vector.must_fail && vector.name !== 'trailing space' && parseDictionary(asMember(vector))?.size === 1,
    );

    expect(read.map(({ title, raw }) => [title, raw])).toEqual([]);
    expect(taken.map(({ title, raw }) => [title, raw])).toEqual([]);
  });

  it.skipIf(all.length === 0)('which are good are read as they say, or left out on purpose', () => {
    for (const vector of dictionaries.filter(isGood)) {
      const members = [...(parseDictionary(vector.raw.join(', ')) ?? [])];

      expect({ of: vector.title, members: members.map(([name, member]) => [name, plain(member)]) }).toEqual({
        of: vector.title,
        members: vector.expected,
      });
    }
    for (const vector of items.filter(isGood)) {
      const member = parseDictionary(asMember(vector))?.get('k');

      expect({ of: vector.title, member: member && plain(member) }).toEqual({
        of: vector.title,
        member: vector.expected,
      });
    }
    for (const vector of innerLists.filter(isGood)) {
      const member = parseDictionary(asMember(vector))?.get('k');

      expect({ of: vector.title, members: [member && plain(member)] }).toEqual({
        of: vector.title,
        members: vector.expected,
      });
    }
  });
});

function isGood(vector: Vector): boolean {
  return vector.must_fail !== true && vector.can_fail !== true && !isLeftOut(vector);
}

function isInnerList(member: unknown): boolean {
  return Array.isArray(member) && Array.isArray(member[0]);
}

/** Writes what was read the way the vectors write it. */
function plain(member: Item | InnerList): unknown {
  const parameters = [...member.parameters].map(([name, value]) => [name, bare(value)]);
  return 'items' in member ? [member.items.map(plain), parameters] : [bare(member.value), parameters];
}

function bare(value: BareItem): unknown {
  if (value instanceof Uint8Array) return { __type: 'binary', value: toBase32(value) };
  if (typeof value === 'number') return value + 0; // JSON knows no negative zero
  return typeof value === 'object' ? { __type: 'token', value: value.token } : value;
}

function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{1,5}/g) ?? []).map(
    (five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)],
  );
  return letters.join('').padEnd(Math.ceil(letters.length / 8) * 8, '=');
}
