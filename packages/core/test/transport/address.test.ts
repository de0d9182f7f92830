import fc from 'fast-check';
import { admissionRoutes, idPattern } from '@fanfare/contract';
import { describe, expect, test } from 'vitest';
import { buildUrl } from '../../src/transport/build-url.js';
import { anyText } from '../support/any-text.js';
import { failureOf } from '../support/failure.js';
import { readRoute, writeRoute } from '../support/routes.js';
import { json, startServer } from '../support/test-server.js';
import { createTestTransport } from '../support/test-transport.js';

const urls = {
  consumer: 'https://c.example/api',
  admin: 'https://a.example/api',
  checkout: 'https://p.example/api',
  beacon: 'https://b.example/api',
};

describe('F3: path parameters', () => {
  test.each([
    ['a step up', '../admin'],
    ['a step up, escaped', '%2e%2e%2fadmin'],
    ['a slash', 'a/b'],
    ['an escaped slash', 'a%2fb'],
    ['a backslash', 'a\\b'],
    ['a query', 'a?admin=1'],
    ['a fragment', 'a#b'],
    ['a line break', 'a\r\nx-header: 1'],
    ['a line break at the end', 'a\n'],
    ['a null byte', 'a\0'],
    ['a space', 'a b'],
    ['a dot', '.'],
    ['a semicolon', 'a;b'],
    ['another script', 'idé'],
    ['nothing', ''],
    ['too much', 'a'.repeat(129)],
  ])('refuses %s before anything is sent', async (_, thingId) => {
    const server = await startServer((response) => json(response, 200, {}));
    const { transport, clock } = createTestTransport(server.url);

    const error = await failureOf(transport.send({ route: readRoute, params: { thingId } }));

    expect(error).toMatchObject({ name: 'RequestError', code: 'invalid_request', retryable: false });
    expect(error.message).toContain('test.read was not sent: it needs an id as "thingId"');
    if (thingId.length > 1) expect(error.message).not.toContain(thingId);
    expect(server.requests).toHaveLength(0);
    expect(clock.pending).toBe(0);
  });

  test.each([
    [undefined, 'it got undefined'],
    [{}, 'it got undefined'],
    [{ thingId: 7 }, 'it got a number'],
    [{ thingId: { toString: () => 'a' } }, 'it got an object'],
    [Object.create({ thingId: 'inherited' }), 'it got undefined'],
    [{ thingId: 'a', other: 'b' }, 'has no parameter "other"'],
  ])('refuses %o', (params, reason) => {
    expect(() => buildUrl(readRoute, urls, { params: params as Record<string, string> })).toThrow(reason);
  });

  test('puts every id that passes into the path as it is, and nowhere else', () => {
    fc.assert(
      fc.property(fc.stringMatching(idPattern), (thingId) => {
        const url = buildUrl(readRoute, urls, { params: { thingId } });
        expect(url.href).toBe(`https://c.example/api/things/${thingId}`);
      }),
    );
  });

  test('never lets any text change host, query, or depth of the path', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyText), (thingId) => {
        let url: URL;
        try {
          url = buildUrl(readRoute, urls, { params: { thingId } });
        } catch {
          return;
        }
        expect([url.origin, url.search, url.hash]).toEqual(['https://c.example', '', '']);
        expect(url.pathname.split('/')).toEqual(['', 'api', 'things', thingId]);
      }),
    );
  });

  test('fills several', () => {
    const params = { distributions: 'timed-releases', distributionId: 'd_1' };
    const url = buildUrl(admissionRoutes.validate, urls, { params });
    expect(url.pathname).toBe('/api/timed-releases/d_1/validate');
  });
});

describe('query parameters', () => {
  test('are written so that they stay one value each', () => {
    const query = { search: 'a&b=c #d?/é\r\n+', first: 20, archived: false, after: undefined, empty: '' };
    const url = buildUrl(writeRoute('safe'), urls, { query });

    expect(Object.fromEntries(url.searchParams)).toEqual({
      search: query.search,
      first: '20',
      archived: 'false',
      empty: '',
    });
    expect(url.search).not.toMatch(/[\r\n#]/);
  });

  test.each([
    [Number.NaN, 'NaN'],
    [Infinity, 'a number'],
    [null, 'null'],
    [[['a']], 'an array'],
    [['a', null], 'null'],
    [{}, 'an object'],
  ])('refuse %o', (value, type) => {
    const query = { first: value as number };
    expect(() => buildUrl(writeRoute('safe'), urls, { query })).toThrow(`as "first", not ${type}.`);
  });

  test('of several values are joined by commas', () => {
    const query = { sources: ['web', 'shop & co'], ranks: [0, 5], flags: [true] };
    const url = buildUrl(writeRoute('safe'), urls, { query });

    expect(Object.fromEntries(url.searchParams)).toEqual({
      sources: 'web,shop & co',
      ranks: '0,5',
      flags: 'true',
    });
  });

  test.each([[[]], [['a,b']]])('that would not arrive as they are get refused: %j', (sources) => {
    expect(() => buildUrl(writeRoute('safe'), urls, { query: { sources } })).toThrow(/without commas/);
  });
});
