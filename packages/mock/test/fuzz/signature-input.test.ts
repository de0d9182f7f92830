import { createMockPlatform } from '@fanfare/mock';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDictionary } from '../../src/auth/signature/structured-fields.js';
import { serializeSignatureParams } from '../../src/auth/signature/serialize-signature-params.js';
import { fuzz, fuzzTimeoutMs, nearly, spoiled } from '../../../contract/test/fuzz/support/fuzz.js';
import { mockApi } from '../support/mock-api.js';
import { signRequest } from '../support/sign-request.js';

const field = nearly([
  'fanfare', 'sig1', '=', '(', ')', '"@method"', '"@path"', ' ', ';', 'created=1', 'expires=9', 'nonce="n"', 'keyid="k"',
  'alg="hmac-sha256"', 'tag="fanfare-v1"', ':AQI=:', ',', '?1', '-1', '"\\"', '*a', 'tok/en', '1.5', '@1659578233', '%"x"',
]); // prettier-ignore

describe('N2, E12: a field that should be structured', () => {
  it(
    'is read as what it would be written as, or not at all',
    () =>
      fuzz(
        fc.property(field, (text) => {
          const read = parseDictionary(text);
          for (const member of read?.values() ?? []) {
            if (!('items' in member)) continue;
            const again = parseDictionary(`k=${serializeSignatureParams(member)}`)?.get('k');
            expect(again).toEqual(member);
          }
        }),
      ),
    fuzzTimeoutMs,
  );
});

describe('N2, E12: a signature that anybody wrote', () => {
  it(
    'is refused with a code of its own unless it is the very one that the key made',
    () => {
      const start = Date.parse('2026-11-22T10:00:00Z');
      const platform = createMockPlatform({ now: start });
      const secret = platform.world.organizations[0].keys.test.secret;
      const url = `${platform.origin}/consumer/api/consumers/cons_unknown`;
      const good = signRequest(secret, { method: 'GET', url }, { created: start / 1_000 });
      const names = fc.constantFrom('signature', 'signature-input');
      const one = names.chain((name) =>
        fc.tuple(fc.constant(name), fc.oneof(spoiled(good[name] ?? ''), field)),
      );
      return fuzz(
        fc.asyncProperty(one, async ([name, text]) => {
          const value = text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();
          fc.pre(value !== good[name]);
          const headers = { ...good, [name]: value };

          const answer = await mockApi(platform).call('consumers.get', {
            headers,
            params: { consumerId: 'cons_unknown' },
          });

          expect([answer.status, answer.error]).toEqual([
            401,
            expect.stringMatching(/^(signature|key|nonce)_\w+$/),
          ]);
          expect(platform.defects).toEqual([]);
        }),
      );
    },
    fuzzTimeoutMs,
  );
});
