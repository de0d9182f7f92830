import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJson } from '../../src/errors/is-json.js';
import { readRateLimit } from '../../src/errors/read-rate-limit.js';
import { readRequestId } from '../../src/errors/read-request-id.js';
import { parseHttpDate, parseRetryAfter } from '../../src/retry-after.js';
import { fuzz, fuzzTimeoutMs, nearly } from '../../../contract/test/fuzz/support/fuzz.js';

const now = Date.UTC(2026, 10, 22);
const date = nearly([
  'Sun', 'Sunday', ', ', ' ', '-', ':', '06', '31', '99', 'Nov', 'Feb', '1994', '2026', 'GMT', 'Z', 'T', '+02:00',
  '2026-11-22', '08:49:37', '.5', '1', '1e9', '-1', '0x10', 'Infinity', 'NaN',
]); // prettier-ignore
const limit = nearly([
  'limit', 'remaining', 'reset', '=', ';', ',', ' ', '"', 'default', 'r', 't', 'q', 'w', '60', '100', '0', '-1', '1.5',
]); // prettier-ignore

/** A value as a header can hold it. */
const asHeader = (text: string): string => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();

describe('N2, F4: headers that say when to come back', () => {
  it(
    'are a wait or nothing, whatever they hold',
    () =>
      fuzz(
        fc.property(date, (text) => {
          const wait = parseRetryAfter(text, now);

          if (wait !== null) expect(Number.isSafeInteger(wait) && wait >= 0).toBe(true);
          expect(Number.isFinite(parseHttpDate(text, now)) || Number.isNaN(parseHttpDate(text, now))).toBe(
            true,
          );
        }),
      ),
    fuzzTimeoutMs,
  );

  it(
    'of limits are numbers that one can reckon with, or left out',
    () =>
      fuzz(
        fc.property(limit, limit, date, fc.jsonValue(), (own, policy, reset, scope) => {
          const headers = new Headers({
            ratelimit: asHeader(own),
            'ratelimit-policy': asHeader(policy),
            'x-ratelimit-reset': asHeader(reset),
          });

          const facts = readRateLimit({ headers, body: { scope, details: { scope } }, serverNow: now });

          for (const number of [facts.limit, facts.remaining]) {
            expect(number === undefined || (Number.isSafeInteger(number) && number >= 0)).toBe(true);
          }
          expect(facts.resetAt === undefined || Number.isFinite(facts.resetAt)).toBe(true);
          expect(facts.scope ?? 'x').toMatch(/^[A-Za-z_-]{1,32}$/);
        }),
      ),
    fuzzTimeoutMs,
  );
});

describe('N2, F10: headers that name things', () => {
  it(
    'are short and of one line, or left out',
    () =>
      fuzz(
        fc.property(nearly(['req_1', '.', '/', ':', '=', '<b>', '\t', 'sk_live_']), (text) => {
          const id = readRequestId(text);

          expect(id ?? 'x').toMatch(/^[\x21-\x7e]{1,128}$/);
        }),
      ),
    fuzzTimeoutMs,
  );

  it(
    'of a type say JSON only where that is what they say',
    () =>
      fuzz(
        fc.property(
          nearly(['application/', 'text/', 'json', '+', ';', 'html', 'problem', ' ', 'x']),
          (text) => {
            if (isJson(text))
              expect(text.trim().toLowerCase()).toMatch(/^application\/([^\s/;,]+\+)?json\s*(;|$)/);
          },
        ),
      ),
    fuzzTimeoutMs,
  );
});
