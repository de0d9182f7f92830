import { canonicalJson } from '@fanfare/contract';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const euro = '\u20ac';

describe('J6: canonical JSON', () => {
  it('is what RFC 8785 §3.2.2 and §3.2.3 show', () => {
    const value = {
      numbers: JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]') as unknown,
      string: `${euro}$\u000f\u000aA'\u0042\u0022\u005c\u005c\u0022\u002f`,
      literals: [null, true, false],
    };

    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        `"string":"${euro}$\\u000f\\nA'B\\"\\\\\\\\\\"/"}`,
    );
  });

  it('puts names in the order of their UTF-16 code units (RFC 8785 §3.2.3)', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];

    const text = canonicalJson(Object.fromEntries(names.map((name) => [name, 1])));

    expect(Object.keys(JSON.parse(text) as object)[0]).toBe('1');
    expect([...text.matchAll(/"((?:[^"\\]|\\.)+)":/g)].map(([, name]) => name)).toEqual([
      '\\r',
      '1',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
  });

  it('puts whole numbers as names in the order of text, where JavaScript would not', () => {
    expect(canonicalJson({ 9: 'a', 10: 'b', 1: 'c' })).toBe('{"1":"c","10":"b","9":"a"}');
  });

  it('reads back as the same value, and is the same for the same value in whatever order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, turn) => {
        const text = canonicalJson(value);

        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reordered(value, turn))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('leaves out what JSON cannot hold', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, 1], c: -0 })).toBe('{"b":[null,1],"c":0}');
  });
});

/** Gives every object another order of its members. */
function reordered(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((part) => reordered(part, turn));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, part]) => [name, reordered(part, turn)] as const);
  const start = members.length === 0 ? 0 : turn % members.length;
  return Object.fromEntries([...members.slice(start), ...members.slice(0, start)].reverse());
}
