import { expect, test } from 'vitest';
import { FanfareClient, type FanfareClientOptions } from '../../src/index.js';

const good: FanfareClientOptions = { publishableKey: 'pk_test_a1b2c3d4e5f6' };
const secret = ['sk', 'live', 'thisIsVerySecret123'].join('_');

/** Makes a client of options that a caller without a compiler may pass, and returns what it refuses with. */
function refusalOf(options: unknown): Error & { readonly code?: string; readonly cause?: unknown } {
  let sent = 0;
  const fetch = (): Promise<Response> => {
    sent += 1;
    return Promise.reject(new TypeError('offline'));
  };
  try {
    new FanfareClient({ fetch, ...(options as FanfareClientOptions) });
  } catch (error) {
    expect(sent).toBe(0);
    return error as Error;
  }
  throw new Error('It was not refused.');
}

test.each([
  ['no key', { publishableKey: undefined }, /publishableKey must be a string .* not undefined/],
  ['a number', { publishableKey: 12345678 }, /publishableKey .* not a number/],
  ['an empty key', { publishableKey: '' }, /publishableKey .* not an empty string/],
  ['a malformed key', { publishableKey: 'pk_prod_a1b2c3d4e5f6' }, /publishableKey .* another form/],
  [
    'the other mode',
    { ...good, expectMode: 'live' },
    /publishableKey is a test key and expectMode is "live"/,
  ],
  [
    'a mode that is none',
    { ...good, expectMode: 'prod' },
    /expectMode must be "test" or "live", not another string/,
  ],
  ['plain http', { ...good, baseUrl: 'http://shop.example' }, /baseUrl must start with https/],
  ['no URL', { ...good, baseUrl: 'shop.example' }, /baseUrl is not an absolute URL/],
  [
    'credentials in the URL',
    { ...good, baseUrl: 'https://a:b@shop.example' },
    /baseUrl must not carry credentials/,
  ],
  [
    'an unknown service',
    { ...good, urls: { billing: 'https://shop.example' } },
    /urls has no option "billing"/,
  ],
  ['plain http for a service', { ...good, urls: { consumer: 'http://shop.example' } }, /urls\.consumer/],
  ['an unknown option', { ...good, timeout: 5 }, /no option "timeout"\. Did you mean "timeoutMs"\?/],
  ['an unknown profile', { ...good, profile: 'beta' }, /profile must be "hosted" or "full"/],
  ['a store that is none', { ...good, store: 'localstorage' }, /store must be .* not another string/],
  ['a store without methods', { ...good, store: {} }, /store must be .* not an object/],
  ['a fetch that is none', { ...good, fetch: 'node-fetch' }, /fetch must be a function, not a string/],
  ['a clock that is none', { ...good, clock: null }, /clock must be an object, not null/],
  ['a time that is none', { ...good, timeoutMs: -1 }, /timeoutMs/],
  ['a count that is none', { ...good, maxRetries: 1.5 }, /maxRetries/],
  ['retries without end', { ...good, maxRetries: 1e9 }, /maxRetries must be .* 0 to 10/],
  [
    'an origin with a wildcard',
    { ...good, trustedOrigins: ['https://*.shop.example'] },
    /trustedOrigins\[0\] .*wildcard/,
  ],
  ['addresses that are null', { ...good, urls: null }, /urls takes an object/],
  [
    'one origin instead of a list',
    { ...good, trustedOrigins: 'https://shop.example' },
    /trustedOrigins .* an array/,
  ],
  ['an origin with a path', { ...good, trustedOrigins: ['https://shop.example/api'] }, /trustedOrigins\[0\]/],
  ['an origin on plain http', { ...good, trustedOrigins: ['http://shop.example'] }, /trustedOrigins\[0\]/],
])('refuses %s before any request', (_what, options, message) => {
  const refusal = refusalOf(options);

  expect(refusal).toMatchObject({ name: 'OptionsError', code: 'invalid_options' });
  expect(refusal.message).toMatch(message);
  expect(refusal.message).not.toContain('a1b2c3d4e5f6');
});

test.each([secret, ` ${secret}`, secret.toUpperCase()])(
  'A5: refuses a secret key and does not print it',
  (key) => {
    const refusal = refusalOf({ publishableKey: key });

    const everything = [refusal.message, refusal.stack, JSON.stringify(refusal), String(refusal.cause)].join(
      '\n',
    );
    expect(refusal).toMatchObject({ name: 'OptionsError', code: 'invalid_options' });
    expect(refusal.message).toMatch(/secret key/);
    expect(everything.toLowerCase()).not.toContain('thisisverysecret');
  },
);

test.each([
  'http://localhost:4800',
  'http://127.0.0.1:4800',
  'http://[::1]:4800',
  'http://fanfare.localhost',
])('takes plain http on loopback: %s', (baseUrl) => {
  expect(() => new FanfareClient({ ...good, publishableKey: 'pk_test_a1b2c3d4e5f6', baseUrl })).not.toThrow();
});

test('F11: with a key alone the client is at its strictest', async () => {
  const requests: Request[] = [];
  const client = new FanfareClient({
    publishableKey: 'pk_live_a1b2c3d4e5f6',
    maxRetries: 0,
    fetch: (input, init) => {
      requests.push(new Request(input, init));
      return Promise.resolve(
        new Response('{}', { status: 404, headers: { 'content-type': 'application/json' } }),
      );
    },
  });

  await client.experiences.get('exp_1').catch(() => undefined);
  await expect(client.fetch('https://consumer.fanfare.io/api/x')).rejects.toMatchObject({
    code: 'invalid_request',
  });

  expect(requests.map(({ url }) => url)).toEqual(['https://consumer.fanfare.io/api/experiences/exp_1']);
  expect(requests[0]).toMatchObject({ credentials: 'omit', redirect: 'manual', referrerPolicy: 'origin' });
});
