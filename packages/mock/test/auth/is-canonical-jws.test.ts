import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCanonicalJws } from '../../src/auth/is-canonical-jws.js';

const part = fc
  .uint8Array({ minLength: 1, maxLength: 64 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'));
const token = fc.tuple(part, part, part).map((parts) => parts.join('.'));

describe('B10: the spelling of a token', () => {
  it('is accepted as it is written', () => {
    fc.assert(fc.property(token, (text) => isCanonicalJws(text)));
  });

  it('is the only one for its bytes', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ =+/.\n';
    const change = fc.record({ text: token, at: fc.nat(), to: fc.constantFrom(...alphabet) });
    fc.assert(
      fc.property(change, ({ text, at, to }) => {
        const index = at % text.length;
        const other = text.slice(0, index) + to + text.slice(index + 1);
        const bytes = (given: string): string[] =>
          given.split('.').map((p) => Buffer.from(p, 'base64url').toString('hex'));
        fc.pre(other !== text && bytes(other).join('.') === bytes(text).join('.'));

        expect(isCanonicalJws(other)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused beyond 8 kB', () => {
    const text = `AAAA.AAAA.${'A'.repeat(8_192 - 10)}`;

    expect(isCanonicalJws(text)).toBe(true);
    expect(isCanonicalJws(`${text}AAAA`)).toBe(false);
  });
});
