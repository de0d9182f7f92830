import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base32 } from '../../src/auth/base32.js';
import { matchTotp, otpauthUri, totpCode, totpStep } from '../../src/auth/totp.js';

const secret = Buffer.from('12345678901234567890', 'ascii');

describe('C9: time-based codes (RFC 6238)', () => {
  // Appendix B, SHA-1. Its codes have eight digits; ours are the last six of them (RFC 4226 §5.3: modulo a power of ten).
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at %d seconds the code ends like %s', (seconds, code) => {
    expect(totpCode(secret, totpStep(seconds * 1000))).toBe(code.slice(-6));
  });

  // Appendix D of RFC 4226, whose counter the step takes the place of.
  it.each([
    [0, '755224'],
    [1, '287082'],
    [2, '359152'],
    [3, '969429'],
    [4, '338314'],
    [5, '254676'],
    [6, '287922'],
    [7, '162583'],
    [8, '399871'],
    [9, '520489'],
  ])('step %d has the code %s', (step, code) => {
    expect(totpCode(secret, step)).toBe(code);
  });

  it('takes the code of the present step and of those beside it, and of no other', () => {
    const now = 59_000;
    const found = [-2, -1, 0, 1, 2].map((away) =>
      matchTotp({ secret, code: totpCode(secret, Math.max(0, totpStep(now) + away)), now, lastStep: -1 }),
    );

    expect(found).toEqual([0, 0, 1, 2, undefined]);
  });

  it.each(['', '28708', '2870820', '94287082', 'abcdef', '２８７０８２'])('takes no %j', (code) => {
    expect(matchTotp({ secret, code, now: 59_000, lastStep: -1 })).toBeUndefined();
  });

  it('takes no code of the last step or an earlier one, whenever it is shown', () => {
    const step = fc.integer({ min: 2, max: 1_000_000 });

    fc.assert(
      fc.property(
        step,
        fc.integer({ min: -1, max: 1 }),
        fc.integer({ min: -1, max: 1 }),
        (present, shown, last) => {
          const found = matchTotp({
            secret,
            code: totpCode(secret, present + shown),
            now: present * 30_000,
            lastStep: present + last,
          });

          if (shown <= last) expect(found ?? Infinity).toBeGreaterThan(present + last);
          else expect(found).toBe(present + shown);
        },
      ),
    );
  });

  it('writes an address that authenticators read', () => {
    const uri = otpauthUri({ secret: 'ABCD2345', issuer: 'Aurora & Sons', account: 'ada+1@example.com' });

    expect(uri).toBe(
      'otpauth://totp/Aurora%20%26%20Sons:ada%2B1%40example.com?secret=ABCD2345&issuer=Aurora%20%26%20Sons&algorithm=SHA1&digits=6&period=30',
    );
  });
});

// RFC 4648 §10, without the padding.
it.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('C9: base32 of %j is %j', (text, expected) => {
  expect(base32(Buffer.from(text))).toBe(expected);
});
