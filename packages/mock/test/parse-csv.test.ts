import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../src/audiences/parse-csv.js';

describe('comma-separated values', () => {
  it.each([
    [
      'one line for each row',
      'a,b\r\n1,2\r\n3,4',
      [
        { a: '1', b: '2' },
        { a: '3', b: '4' },
      ],
    ],
    ['other ends of lines', 'a\n1\r2\n', [{ a: '1' }, { a: '2' }]],
    ['quotes around commas and breaks', 'a,b\n"1,5","x\ny"', [{ a: '1,5', b: 'x\ny' }]],
    ['doubled quotes', 'a\n"say ""hi"""', [{ a: 'say "hi"' }]],
    ['a byte order mark and blanks', '\uFEFFa , b\n 1 , 2 ', [{ a: '1', b: '2' }]],
    [
      'missing and empty fields',
      'a,b,c\n1\n,,3\n',
      [
        { a: '1', b: '', c: '' },
        { a: '', b: '', c: '3' },
      ],
    ],
    ['empty lines', 'a\n\n1\n\n', [{ a: '1' }]],
    ['no rows', 'a,b', []],
  ])('are read with %s', (_, text, rows) => {
    expect(parseCsv(text)?.rows).toEqual(rows);
  });

  it.each(['', '\n\n', 'a\n"open', 'a\nx"y', 'a\n"x"y'])('are refused: %j', (text) => {
    expect(parseCsv(text)).toBeUndefined();
  });

  it('come back as they were written, whatever is in them', () => {
    const field = fc.string().map((text) => text.trim());
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field)), (pairs) => {
        const kept = pairs.filter(([a, b]) => a !== '' || b !== '');
        const text = ['a,b', ...pairs.map((pair) => pair.map(quote).join(','))].join('\r\n');

        expect(parseCsv(text)?.rows).toEqual(kept.map(([a, b]) => ({ a, b })));
      }),
    );
  });
});
