import { AuthenticationError } from '@fanfare/node';
import { verifyConsumerToken } from '@fanfare/node/tokens';
import { isFanfareError } from '@fanfare/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCredential } from '../../src/authorization/read-credential.js';
import { readPart } from '../../src/tokens/read-part.js';
import { readCookie } from '../../src/web-security/read-cookie.js';
import { fuzz, fuzzTimeoutMs, nearly, spoiled } from '../../../contract/test/fuzz/support/fuzz.js';
import { manualClock } from '../support/manual-clock.js';
import { base64url, goodClaims, goodHeader, makeToken, signToken, testKey } from '../support/token-maker.js';

const clock = manualClock();
const keys = [testKey('EdDSA', 'ed-1'), testKey('ES256', 'ec-1')] as const;
const jwks = { keys: keys.map(({ jwk }) => jwk) };
const options = { jwks, organizationId: 'org_1', clock, profile: 'full' } as const;
const tokens = keys.map((key) => makeToken(key, goodHeader(key), goodClaims(clock.now())));

async function verdict(token: string): Promise<'accepted' | AuthenticationError> {
  try {
    await verifyConsumerToken(token, options);
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(AuthenticationError);
    return error as AuthenticationError;
  }
}

const json = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('none', 'EdDSA', 'ed-1', 'at+jwt', 1e300, null, '../../x'),
);

describe('N2, B10: a compact JWS that anybody wrote', () => {
  it(
    'is refused with a typed error unless it is the very one that was issued',
    async () => {
      for (const good of tokens) {
        expect(await verdict(good)).toBe('accepted');
        await fuzz(
          fc.asyncProperty(spoiled(good), async (token) => {
            fc.pre(token !== good);
            const refusal = await verdict(token);

            expect(refusal).not.toBe('accepted');
            expect(JSON.stringify(refusal)).not.toContain(good.split('.')[1]);
          }),
        );
      }
    },
    fuzzTimeoutMs,
  );

  it(
    'is refused with a typed error, whatever its header is, under a key that is not there',
    () => {
      const stranger = testKey('EdDSA', 'ed-1');
      const header = fc.dictionary(
        fc.constantFrom('alg', 'kid', 'typ', 'crit', 'jwk', 'b64', '__proto__', 'x'),
        json,
      );
      return fuzz(
        fc.asyncProperty(header, async (fields) => {
          const input = `${base64url({ ...goodHeader(stranger), ...fields })}.${base64url(goodClaims(clock.now()))}`;

          expect(await verdict(signToken(stranger, input))).not.toBe('accepted');
        }),
      );
    },
    fuzzTimeoutMs,
  );

  it(
    'says what it must, or is refused, though the platform itself signed it',
    () => {
      const [key] = keys;
      const names = Object.keys(goodClaims(0));
      const claims = fc.dictionary(fc.constantFrom(...names, '__proto__', 'nbf', 'cnf', 'act'), json, {
        minKeys: 1,
      });
      return fuzz(
        fc.asyncProperty(claims, async (fields) => {
          const said = { ...goodClaims(clock.now()), ...fields };
          const outcome = await verdict(makeToken(key, goodHeader(key), said));

          if (outcome !== 'accepted') return;
          expect([said['iss'], said['org'], typeof said['sub'], typeof said['sid']]).toEqual([
            'consumer-app',
            'org_1',
            'string',
            'string',
          ]);
          expect(Number(said['exp']) * 1_000).toBeGreaterThan(clock.now() - 10_000);
        }),
      );
    },
    fuzzTimeoutMs,
  );

  it(
    'has parts of one object each, in which no name stands twice',
    () =>
      fuzz(
        fc.property(
          nearly(['{', '}', '"a"', ':', ',', '1', '[', ']', '"\\u0061"', ' ', '\\', '"']),
          (text) => {
            const part = readPart(Buffer.from(text).toString('base64url'));
            if (typeof part === 'string') return;
            const again = Buffer.from(text).toString();
            expect(JSON.parse(again)).toEqual(part);
          },
        ),
      ),
    fuzzTimeoutMs,
  );
});

describe('N2, D5: the headers that carry credentials', () => {
  it(
    'hold one scheme and one token, or are refused with a typed error',
    () =>
      fuzz(
        fc.property(
          nearly(['Bearer', 'DPoP', 'bearer', ' ', ',', 'a.b.c', '=', '\t', 'Basic', '\r\n']),
          (value) => {
            try {
              const found = readCredential({ headers: { authorization: value } });
              if (found === undefined) return;
              expect(value.toLowerCase().startsWith(`${found.scheme} `) && value.endsWith(found.token)).toBe(
                true,
              );
              expect(found.token).toMatch(/^[\w.~+/-]+=*$/);
            } catch (error) {
              expect(isFanfareError(error) && error.code === 'unauthorized').toBe(true);
            }
          },
        ),
      ),
    fuzzTimeoutMs,
  );

  it(
    'give one cookie only where it stands there once',
    () =>
      fuzz(
        fc.property(nearly(['__Host-a', '=', ';', ' ', '1', '__host-a', '"', '\u00a0', 'b=2']), (text) => {
          const cookie = text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '');
          const request = new Request('http://shop.example/', { headers: { cookie } });
          const found = readCookie(request, '__Host-a');
          if (found === undefined) return;

          expect(cookie.split(';').filter((pair) => /^[ \t]*__Host-a=/.test(pair))).toHaveLength(1);
          expect(found).not.toMatch(/;/);
        }),
      ),
    fuzzTimeoutMs,
  );
});
