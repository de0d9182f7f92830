import { Window } from 'happy-dom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FanfareServer, OptionsError, type FanfareServerOptions } from '@fanfare/node';
import { assertServer } from '../src/assert-server.js';
import { resolveOptions } from '../src/options.js';

const secretKey = 'sk_test_a1b2c3d4e5f6';
const publishableKey = 'pk_test_a1b2c3d4e5f6';

function refusal(options: unknown): OptionsError {
  try {
    new FanfareServer(options as FanfareServerOptions);
  } catch (error) {
    if (error instanceof OptionsError) return error;
    throw error;
  }
  throw new Error('The options were accepted.');
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe('A2: constructing a server client', () => {
  it('sends nothing and reads no secret from a provider', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const provider = vi.fn(() => secretKey);

    new FanfareServer({ secretKey, fetch });
    new FanfareServer({ secretKey: provider, fetch });
    await new Promise((resolve) => setImmediate(resolve));

    expect(fetch).not.toHaveBeenCalled();
    expect(provider).not.toHaveBeenCalled();
  });
});

describe('A5, E2, A10: options that are refused before anything is sent', () => {
  it.each<[string, unknown, RegExp]>([
    ['no options', undefined, /takes an object of options, not undefined/],
    ['no key', {}, /^secretKey .* not undefined/],
    ['an empty key', { secretKey: '' }, /^secretKey is not a Fanfare key/],
    ['a number', { secretKey: 42 }, /^secretKey .* not a number/],
    ['a publishable key', { secretKey: publishableKey }, /^secretKey is a publishable key/],
    ['a malformed key', { secretKey: 'sk_prod_a1b2c3d4e5f6' }, /^secretKey is not a Fanfare key/],
    ['a key with a newline', { secretKey: `${secretKey}\n` }, /^secretKey has white space around it/],
    [
      'the other mode',
      { secretKey, expectMode: 'live' },
      /^secretKey is a test key, and expectMode wants a live/,
    ],
    ['an unknown option', { secretKey, timeout: 5 }, /no option "timeout".*timeoutMs/],
    ['http', { secretKey, baseUrl: 'http://api.example' }, /^baseUrl must start with https/],
    [
      'http of one service',
      { secretKey, urls: { admin: 'http://a.example' } },
      /^urls\.admin must start with https/,
    ],
    [
      'credentials in a URL',
      { secretKey, baseUrl: 'https://u:p4ssw0rd@a.example' },
      /^baseUrl must not carry credentials/,
    ],
    [
      'an unknown profile',
      { secretKey, profile: 'p4ssw0rd' },
      /^profile must be "hosted" or "full", not another string/,
    ],
    ['a mistyped mode', { secretKey, expectMode: 1 }, /^expectMode must be "test" or "live", not a number/],
    ['a mistyped bearer', { secretKey, bearer: 'yes' }, /^bearer must be a boolean, not a string/],
    ['a fetch that is none', { secretKey, fetch: {} }, /^fetch must be a function, not an object/],
    [
      'a clock that is none',
      { secretKey, clock: null },
      /^clock must have the methods now, setTimeout, not be null/,
    ],
    [
      'an empty organization',
      { secretKey, organizationId: '' },
      /^organizationId must be a string, not an empty string/,
    ],
    ['a time of nothing', { secretKey, timeoutMs: 0 }, /^timeoutMs must be a whole number from 1 up/],
    [
      'a fraction of a retry',
      { secretKey, maxRetries: 0.5 },
      /^maxRetries must be a whole number from 0 to 10/,
    ],
    [
      'retries without end',
      { secretKey, maxRetries: 1e9 },
      /^maxRetries must be a whole number from 0 to 10/,
    ],
    ['addresses that are null', { secretKey, urls: null }, /^urls takes an object of options, not null/],
  ])('%s', (_, options, message) => {
    const error = refusal(options);

    expect(error).toMatchObject({ code: 'invalid_options', message: expect.stringMatching(message) });
    const printed = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
    for (const value of [secretKey, publishableKey, 'a1b2c3d4e5f6', 'p4ssw0rd'])
      expect(printed).not.toContain(value);
  });

  it.each([
    'http://localhost:4010',
    'http://127.0.0.1:4010',
    'http://[::1]:4010',
    'http://fanfare.localhost',
  ])('accepts plain http for loopback: %s', (baseUrl) => {
    expect(() => new FanfareServer({ secretKey, baseUrl })).not.toThrow();
  });
});

describe('F11: secure defaults', () => {
  it('the constructor with only a key gives the strictest setting', () => {
    const { credentials, logger, clock, ...rest } = resolveOptions({ secretKey });

    expect(rest).toEqual({
      urls: {
        consumer: 'https://consumer.fanfare.io/api',
        admin: 'https://admin.fanfare.io/api',
        checkout: 'https://checkout.fanfare.io/api',
        beacon: 'https://beacon.fanfare.io/api',
      },
      profile: 'hosted',
      bearer: true,
      organizationId: undefined,
      fetch: undefined,
      audit: undefined,
      hooks: {},
      telemetry: undefined,
      fieldEncryption: undefined,
      timeoutMs: 10_000,
      totalTimeoutMs: 60_000,
      maxRetries: 2,
    });
    expect([credentials.reloadable, Object.keys(logger), Object.keys(clock)]).toEqual([
      false,
      [],
      ['now', 'setTimeout'],
    ]);
  });

  it('with a base address the profile is full and the key itself stays at home', () => {
    expect(resolveOptions({ secretKey, baseUrl: 'https://fanfare.example' })).toMatchObject({
      profile: 'full',
      bearer: false,
    });
  });
});

describe('E1: certificate checks that are switched off', () => {
  it('are refused at construction', () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');

    expect(refusal({ secretKey }).message).toMatch(/^NODE_TLS_REJECT_UNAUTHORIZED=0/);
  });

  it('are refused at a call when they were switched off later, and nothing is sent', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>();
    const fanfare = new FanfareServer({ secretKey, fetch });
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');

    await expect(fanfare.consumers.get('csm_1')).rejects.toMatchObject({ code: 'invalid_options' });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('A5: a page', () => {
  const mozilla = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' };

  it.each([
    ['a page', { document: {}, navigator: mozilla }],
    [
      'a page whose bundler put an empty process in',
      { document: {}, navigator: mozilla, process: { versions: {}, env: {} } },
    ],
    ['a web worker of a page', { navigator: mozilla }],
    [
      'a window of Electron with Node inside',
      {
        document: {},
        navigator: mozilla,
        process: { type: 'renderer', versions: { node: '24.0.0', electron: '40.0.0' } },
      },
    ],
  ])('is refused: %s', (_, surroundings) => {
    expect(() => assertServer(surroundings)).toThrow(/Use @fanfare\/browser with a publishable key/);
  });

  it.each([
    ['Node', { navigator: { userAgent: 'Node.js/24' }, process: { versions: { node: '24.0.0' } } }],
    [
      'Node with a document, as under test',
      { document: {}, navigator: mozilla, process: { versions: { node: '24.0.0' } } },
    ],
    ['an edge worker', { navigator: { userAgent: 'Cloudflare-Workers' } }],
    [
      'the main process of Electron',
      { process: { type: 'browser', versions: { node: '24.0.0', electron: '40.0.0' } } },
    ],
  ])('is not: %s', (_, surroundings) => {
    expect(() => assertServer(surroundings)).not.toThrow();
  });

  it('is refused by the constructor, by its globals', () => {
    const window = new Window();
    vi.stubGlobal('window', window);
    vi.stubGlobal('document', window.document);
    expect(() => new FanfareServer({ secretKey })).not.toThrow(); // happy-dom in Node

    vi.stubGlobal('process', { versions: {}, env: {} });
    expect(refusal({ secretKey }).message).toMatch(/runs in a page/);
  });
});
