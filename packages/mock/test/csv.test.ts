import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../src/csv.js';

describe('csv', () => {
  it.each([
    ['a word', 'Ada', 'Ada'],
    ['nothing', '', ''],
    ['a comma', 'Lovelace, Ada', '"Lovelace, Ada"'],
    ['a quotation mark', 'Ada "Countess"', '"Ada ""Countess"""'],
    ['a new line', 'Ada\nLovelace', '"Ada\nLovelace"'],
    ['a formula', '=HYPERLINK("http://evil.example")', '"\'=HYPERLINK(""http://evil.example"")"'],
    ['a sum', '+49 30 1234', "'+49 30 1234"],
    ['a difference', '-2+3', "'-2+3"],
    ['a reference', '@SUM(A1)', "'@SUM(A1)"],
    ['a formula behind a tab', '\t=1', "'\t=1"],
  ])('writes %s', (_what, text, written) => {
    expect(csv([[text, 'x']])).toBe(`${written},x\r\n`);
  });

  it('begins no cell with what a spreadsheet carries out', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('=', '+', '-', '@', '\t', '\r', ''), (text, sign) => {
        expect(csv([[sign + text]])).not.toMatch(/^"?[=+\-@\t\r](?!\n$)/);
      }),
    );
  });
});
