import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCanonicalJws } from '../../src/auth/is-canonical-jws.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const partOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const part = fc.uint8Array({ minLength: 1, maxLength: 64 }).map(partOf);
/** A part whose last character has bits that no byte uses. */
const loosePart = fc
  .uint8Array({ minLength: 1, maxLength: 64 })
  .filter(({ length }) => length % 3 !== 0)
  .map(partOf);

/** Sets an unused bit of the last character: another text for the same bytes. */
function respelled(text: string): string {
  return text.slice(0, -1) + (alphabet[alphabet.indexOf(text.slice(-1)) ^ 1] ?? '');
}

describe('B10: the spelling of a token', () => {
  it('is accepted as it is written', () => {
    fc.assert(fc.property(part, part, part, (a, b, c) => isCanonicalJws(`${a}.${b}.${c}`)));
  });

  it('is the only one for its bytes, in every part', () => {
    fc.assert(
      fc.property(part, loosePart, fc.nat(2), (tight, loose, at) => {
        const parts = [tight, tight, tight];
        parts[at] = respelled(loose);

        expect(Buffer.from(respelled(loose), 'base64url')).toEqual(Buffer.from(loose, 'base64url'));
        expect(isCanonicalJws(parts.join('.'))).toBe(false);
      }),
    );
  });

  it.each(['=', ' ', '\n', '+', '/', '.', '.AAAA'])('has no %j behind it', (more) => {
    expect(isCanonicalJws('AAAA.AAAA.AAAA')).toBe(true);
    expect(isCanonicalJws(`AAAA.AAAA.AAAA${more}`)).toBe(false);
  });

  it('is refused beyond 8 kB', () => {
    const text = `AAAA.AAAA.${'AAAA'.repeat(2_045)}AA`;

    expect([text.length, isCanonicalJws(text)]).toEqual([8_192, true]);
    expect(isCanonicalJws(`${text}AA`)).toBe(false);
  });
});
