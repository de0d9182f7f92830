import { systemClock } from '@fanfare/core/base';
import { memoryInbox, webhookHandler } from '@fanfare/node/webhooks';
import { csp } from '@fanfare/node/web-security';
import { expect, it } from 'vitest';
import type { Finding } from '../src/doctor/check.js';
import { parsePolicy, sourcesFor, takesOrigin } from '../src/doctor/policy.js';
import { run, type Ran } from './support/terminal.js';
import { serve } from './support/serve.js';
import { startMock } from './support/start-mock.js';

const secret = 'whsec_for_the_tests_of_the_doctor';
const keys = { FANFARE_PUBLISHABLE_KEY: 'pk_test_aurora_mock', FANFARE_SECRET_KEY: 'sk_test_aurora_mock' };

function findings({ out }: Ran): Readonly<Record<string, readonly Finding[]>> {
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { check: string; findings: Finding[] });
  return Object.fromEntries(lines.map(({ check, findings: found }) => [check, found]));
}

function states(found: readonly Finding[] | undefined): readonly string[] {
  return (found ?? []).map(({ state }) => state);
}

const goodHandler = webhookHandler({ secrets: [secret], inbox: memoryInbox(), on: {} });

it('finds nothing wrong with a set-up that works, and prints no key', async () => {
  const policy = { value: '' };
  const page = await serve(
    () => new Response('<p>shop</p>', { headers: { 'content-security-policy': policy.value } }),
  );
  const hook = await serve(goodHandler);
  const mock = await startMock({ allowedOrigins: [page] });
  policy.value = csp({ baseUrl: mock.url });

  const env = { ...keys, FANFARE_WEBHOOK_SECRET: secret, FANFARE_URL: mock.url };
  const ran = await run(['doctor', '--webhook-url', hook, '--page-url', page, '--json'], { env });

  expect(ran.code, ran.out).toBe(0);
  expect(new Set(Object.values(findings(ran)).flatMap(states))).toEqual(new Set(['good']));
  for (const value of [...Object.values(keys), secret]) expect(ran.out + ran.err).not.toContain(value);
});

it('skips what it was not given, and says what that is', async () => {
  const mock = await startMock();

  const ran = await run(['doctor', '--url', mock.url]);

  expect(ran.code).toBe(0);
  expect(ran.out).toContain('needs FANFARE_PUBLISHABLE_KEY or FANFARE_SECRET_KEY');
  expect(ran.out).toContain('needs --webhook-url');
});

it.each([
  ['keys that changed places', { FANFARE_PUBLISHABLE_KEY: 'sk_test_aurora_mock' }, 'holds a secret key'],
  ['keys of two modes', { ...keys, FANFARE_SECRET_KEY: 'sk_live_aurora_mock' }, 'One key is of test mode'],
  ['a key with white space', { FANFARE_SECRET_KEY: 'sk_test_aurora_mock\n' }, 'white space'],
  ['a key that is none', { FANFARE_PUBLISHABLE_KEY: 'aurora' }, 'no key of Fanfare'],
  [
    'a publishable key that nobody knows',
    { FANFARE_PUBLISHABLE_KEY: 'pk_test_unknown_key' },
    'does not know the publishable key',
  ],
  [
    'a secret key that nobody knows',
    { FANFARE_SECRET_KEY: 'sk_test_unknown_key' },
    'signed call was refused',
  ],
])('A4, A5: tells of %s', async (_, env, says) => {
  const mock = await startMock();

  const ran = await run(['doctor', '--url', mock.url], { env });

  expect(ran.code).toBe(1);
  expect(ran.out).toContain(says);
});

it('tells of a clock that is wrong', async () => {
  const answer = new Response(null, { headers: { date: new Date(Date.now() - 600_000).toUTCString() } });

  const ran = await run(['doctor'], { fetch: () => Promise.resolve(answer) });

  expect(ran.code).toBe(1);
  expect(ran.out).toMatch(/The clock of this machine is (599|600|601) s ahead/);
});

it.each<[string, (request: Request) => Promise<Response> | Response, readonly string[]]>([
  ['that takes everything', () => new Response(), ['good', 'good', 'bad', 'bad']],
  ['that refuses everything', () => new Response('no', { status: 401 }), ['bad']],
  ['that redirects', () => new Response(null, { status: 308, headers: { location: '/elsewhere' } }), ['bad']],
  [
    'that knows another secret',
    webhookHandler({ secrets: ['whsec_quite_another_secret'], inbox: memoryInbox(), on: {} }),
    ['bad'],
  ],
])('tells of a webhook endpoint %s', async (_, handler, expected) => {
  const mock = await startMock();
  const hook = await serve(handler);

  const env = { FANFARE_WEBHOOK_SECRET: secret };
  const ran = await run(['doctor', '--url', mock.url, '--webhook-url', hook, '--json'], { env });

  expect(states(findings(ran)['webhooks'])).toEqual(expected);
  expect(ran.code).toBe(1);
});

it.each([
  ['keeps the SDK from the platform', "default-src 'self'", ['bad', 'good', 'good']],
  ['runs what anybody writes', "script-src 'self' 'unsafe-inline'", ['good', 'warning', 'good']],
  ['is not there', '', ['warning', 'good']],
])('tells of a policy that %s', async (_, policy, expected) => {
  const mock = await startMock();
  const page = await serve(
    () =>
      new Response('<p>shop</p>', { headers: policy === '' ? {} : { 'content-security-policy': policy } }),
  );

  const ran = await run(['doctor', '--url', mock.url, '--page-url', page, '--json']);

  expect(states(findings(ran)['page'])).toEqual(expected);
});

it('tells of an origin that the platform does not take, and of a secret in the page', async () => {
  const mock = await startMock();
  const page = await serve(() => new Response('<script>const k = "sk_live_0123456789abcdef"</script>'));

  const ran = await run(['doctor', '--url', mock.url, '--page-url', page, '--json']);

  expect(states(findings(ran)['cors'])).toEqual(['bad']);
  expect(states(findings(ran)['page'])).toContain('bad');
  expect(ran.out).not.toContain('sk_live_0123456789abcdef');
});

it.each([
  ['--url', 'ftp://platform.example'],
  ['--url', 'http://platform.example'],
  ['--page-url', 'localhost'],
])('refuses %s %s before anything is sent', async (option, value) => {
  const { code } = await run(['doctor', option, value], {
    fetch: () => Promise.reject(new Error('nothing may be sent')),
  });

  expect(code).toBeGreaterThan(0);
});

it.each([
  ["'self'", 'https://shop.example', true],
  ["'none'", 'https://consumer.fanfare.io', false],
  ['https:', 'https://consumer.fanfare.io', true],
  ['*.fanfare.io', 'https://consumer.fanfare.io', true],
  ['*.fanfare.io', 'https://fanfare.io', false],
  ['consumer.fanfare.io', 'https://consumer.fanfare.io', true],
  ['https://consumer.fanfare.io/api/', 'https://consumer.fanfare.io', true],
  ['https://consumer.fanfare.io:8443', 'https://consumer.fanfare.io', false],
  ['http://127.0.0.1:*', 'http://127.0.0.1:4800', true],
  ['https://other.example', 'https://consumer.fanfare.io', false],
])('connect-src %s lets a page of the shop call %s: %s', (source, address, expected) => {
  const connect = sourcesFor(parsePolicy(`default-src 'none'; connect-src ${source}`), 'connect-src');

  expect(takesOrigin(connect ?? [], { address, own: 'https://shop.example' })).toBe(expected);
});

it('A5: finds keys of the mode that is not meant', async () => {
  const mock = await startMock();
  const look = (env: Record<string, string>): Promise<Ran> =>
    run(['doctor', '--url', mock.url], { env: { ...keys, ...env } });

  expect((await look({ FANFARE_MODE: 'live' })).out).toContain('FANFARE_MODE wants live mode');
  expect((await look({ FANFARE_MODE: 'live' })).code).toBe(1);
  expect((await look({ FANFARE_MODE: 'prod' })).out).toContain('neither test nor live');
  expect((await look({ NODE_ENV: 'production' })).out).toContain('a key is of test mode');
  expect((await look({ FANFARE_MODE: 'test', NODE_ENV: 'production' })).out).not.toContain('FANFARE_MODE');
});

it('says of an endpoint whose clock is wrong that it is the clock', async () => {
  const clock = { ...systemClock, now: () => Date.now() + 3_600_000 };
  const hook = await serve(webhookHandler({ secrets: [secret], inbox: memoryInbox(), on: {}, clock }));
  const mock = await startMock();

  const ran = await run(['doctor', '--url', mock.url, '--webhook-url', hook], {
    env: { FANFARE_WEBHOOK_SECRET: secret },
  });

  expect(ran.code).toBe(1);
  expect(ran.out).toContain('The clock of that machine is off');
});

it('A1: reads every policy of a page: what one of them keeps away is away', async () => {
  const mock = await startMock();
  const strict = csp({ baseUrl: mock.url });
  const page = await serve(
    () =>
      new Response(`<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">`, {
        headers: { 'content-security-policy': strict },
      }),
  );

  const ran = await run(['doctor', '--url', mock.url, '--page-url', page], { env: {} });

  expect(ran.out).toContain('connect-src keeps the SDK from');
});

it('says how much it did not look at', async () => {
  const mock = await startMock();

  expect((await run(['doctor', '--url', mock.url])).out).toMatch(/Nothing is wrong\. Not looked at: 5/);
});

it('refuses a wrong address of an endpoint before anything is sent', async () => {
  const ran = await run(['doctor', '--webhook-url', 'http://shop.example/'], {
    fetch: () => Promise.reject(new Error('nothing may be sent')),
  });

  expect([ran.code, ran.out]).toEqual([2, '']);
});

it('stops with 130 at Ctrl+C, and calls nothing broken', async () => {
  const stop = new AbortController();
  const ran = await run(['doctor'], {
    signal: stop.signal,
    fetch: () => {
      stop.abort();
      return Promise.reject(new DOMException('aborted', 'AbortError'));
    },
  });

  expect([ran.code, ran.out]).toEqual([130, '']);
});
