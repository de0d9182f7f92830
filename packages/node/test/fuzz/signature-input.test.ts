import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSignature } from '../../src/signing/read-signature.js';
import { fuzz, fuzzTimeoutMs, nearly, spoiled } from '../../../contract/test/fuzz/support/fuzz.js';

const input =
  'fanfare=("@method" "@path");created=1700000000;expires=1700000060;nonce="n";keyid="k";alg="hmac-sha256"';
const signature = 'fanfare=:AQI=:';
const field = nearly([
  'fanfare', '=', '(', ')', '"@method"', '"', ' ', ';', 'aa=a', 'created=1', 'keyid="k"', ':AQI=:', ',', '?1', '\\"', '*',
]); // prettier-ignore

describe('N2, E12: the headers of a signature that anybody wrote', () => {
  it('are read where they are good', () => {
    expect(readSignature(input, signature)).toMatchObject({
      components: ['@method', '@path'],
      value: Uint8Array.of(1, 2),
    });
  });

  it(
    'are read as they were written, or not at all',
    () =>
      fuzz(
        fc.property(
          fc.oneof(spoiled(input), field),
          fc.oneof(fc.constant(signature), spoiled(signature)),
          (one, other) => {
            const read = readSignature(one, other);
            if (read === undefined) return;

            expect(new Set(read.components).size).toBe(read.components.length);
            expect(new Set(read.parameters.map(([name]) => name)).size).toBe(read.parameters.length);
            for (const [, value] of read.parameters)
              expect(typeof value === 'string' || Number.isSafeInteger(value)).toBe(true);
          },
        ),
      ),
    fuzzTimeoutMs,
  );

  // With a token that may hold quotes, a hundred thousand of them took minutes.
  it.each([
    ['quotes behind a token', `fanfare=( "a"; aa=a${'"'.repeat(100_000)}`],
    ['strings side by side', `fanfare=(${'""'.repeat(50_000)}`],
    ['parameters', `fanfare=("a"${'; a'.repeat(30_000)}`],
    ['spaces', `fanfare=(${' '.repeat(100_000)}`],
    ['escapes', `fanfare=("${'\\"'.repeat(50_000)}`],
  ])('are refused at once, however long they are: %s', (_, long) => {
    expect(readSignature(long, signature)).toBeUndefined();
    expect(readSignature(input, long)).toBeUndefined();
  });
});
