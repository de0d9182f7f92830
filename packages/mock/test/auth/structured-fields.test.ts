import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serializeSignatureParams } from '../../src/auth/signature/serialize-signature-params.js';
import { parseDictionary, type InnerList } from '../../src/auth/signature/structured-fields.js';

describe('structured fields', () => {
  it('reads a dictionary of every kind of value', () => {
    const parsed = parseDictionary('a=("x" "y";req);n=1;s="q\\"\\\\";t=tok, b=:AQI=:,c,d=?0;p, e=-42');

    const list = parsed?.get('a') as InnerList;
    expect(list.items.map((item) => item.value)).toEqual(['x', 'y']);
    expect(list.items[1]?.parameters.get('req')).toBe(true);
    expect([...list.parameters]).toEqual([
      ['n', 1],
      ['s', 'q"\\'],
      ['t', { token: 'tok' }],
    ]);
    expect(parsed?.get('b')).toMatchObject({ value: Buffer.from([1, 2]) });
    expect(parsed?.get('c')).toMatchObject({ value: true });
    expect(parsed?.get('d')).toMatchObject({ value: false });
    expect(parsed?.get('e')).toMatchObject({ value: -42 });
  });

  it.each([
    'a=1,',
    ',a=1',
    'a=1 b=2',
    'a=1, a=2',
    'A=1',
    'a=',
    'a="x',
    'a="\u0007"',
    'a="é"',
    'a="\\n"',
    'a=("x" "y"',
    'a=("x""y")',
    'a=(x,y)',
    'a=1;n=1;n=2',
    'a=1.',
    'a=1.5',
    'a=1234567890123456',
    'a=:AQI:',
    'a=:AQJ=:',
    'a=:A Q=:',
    'a=?2',
    'a=1;',
    '=1',
  ])('refuses %j', (text) => {
    expect(parseDictionary(text)).toBeUndefined();
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseDictionary(text)));
    const near = fc.string({ unit: fc.constantFrom(...'abc=();:?"\\, 0159.*-'), maxLength: 24 });
    fc.assert(fc.property(near, (text) => void parseDictionary(text)));
  });

  it('writes what it read, so that what is signed is what was sent', () => {
    const of = (characters: string, maxLength = 8) =>
      fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength });
    const key = fc.tuple(of('abz*', 1), of('abz059_.*-')).map((letters) => letters.join(''));
    const text = fc.string({ unit: 'grapheme-ascii' });
    const value = fc.oneof(
      text.map((given) => `"${given.replace(/["\\]/g, '\\$&')}"`),
      fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }).map(String),
      fc.uint8Array().map((bytes) => `:${Buffer.from(bytes).toString('base64')}:`),
      fc.constant('?0'),
      fc.tuple(of('AZaz*', 1), of("az09:/!#$%&'*+.^_`|~-")).map((letters) => letters.join('')),
    );
    const parameters = fc
      .uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 5 })
      .map((pairs) => pairs.map(([name, given]) => `;${name}=${given}`).join(''));
    const components = fc.array(
      of('@abz-', 12).map((name) => `"${name}"`),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(components, parameters, (names, params) => {
        const written = `(${names.join(' ')})${params}`;
        const list = parseDictionary(`fanfare=${written}`)?.get('fanfare');

        expect(serializeSignatureParams(list as InnerList)).toBe(written);
      }),
    );
  });
});
