import { describe, expect, test } from 'vitest';
import {
  FanfareError,
  NetworkError,
  RateLimitError,
  ResponseError,
  ServerError,
  TimeoutError,
} from '@fanfare/core';
import { sessionEnds } from '@fanfare/contract';
import { startBrowser } from './support/browser.js';
import type { Browser, SessionTab } from './support/browser.js';
import { refusal } from './support/rotating-server.js';

const hour = 3_600_000;

async function signedIn(browser: Browser, count = 1, given = {}): Promise<SessionTab[]> {
  const tabs = Array.from({ length: count }, () => browser.open({ refreshInBackground: false, ...given }));
  await browser.time.until(tabs[0]!.session.signIn(browser.server.signIn()));
  await browser.time.until(Promise.all(tabs.map(({ session }) => session.restore())));
  return tabs;
}

const transient: readonly (readonly [string, FanfareError])[] = [
  ['no network', new NetworkError('x', { code: 'network_error' })],
  ['a timeout', new TimeoutError('x', { code: 'timeout' })],
  ['429', new RateLimitError('x', { code: 'rate_limited', status: 429 })],
  [
    '429 with an hour of Retry-After',
    new RateLimitError('x', { code: 'rate_limited', status: 429, retryAfterMs: hour }),
  ],
  ['500', new ServerError('x', { code: 'internal_error', status: 500 })],
  ['503', new ServerError('x', { code: 'service_unavailable', status: 503 })],
  ['502 as HTML', new ServerError('x', { code: 'internal_error', status: 502 })],
  ['400 as HTML', new FanfareError('x', { code: 'invalid_response', status: 400 })],
  ['401 as HTML', new FanfareError('x', { code: 'unauthorized', status: 401 })],
  ['401 for the key', refusal('key_invalid')],
  ['401 token_expired', refusal('token_expired')],
  ['403', refusal('forbidden', 403)],
  ['404', refusal('not_found', 404)],
  ['a known code under another status', refusal('refresh_token_invalid', 400)],
  ['200 that is cut', new ResponseError('x', { code: 'invalid_response', status: 200 })],
  ['a redirect', new ResponseError('x', { code: 'redirect_refused', status: 302 })],
];

describe('B12: nobody is signed out by', () => {
  test.each(transient)('%s', async (_name, refuse) => {
    const browser = startBrowser();
    const [tab] = await signedIn(browser);
    await browser.time.advance(2 * hour);
    browser.server.always = { refuse };

    await expect(browser.time.until(tab!.session.getAccessToken())).rejects.toMatchObject({
      code: refuse.code,
      retryable: true,
    });
    const sent = browser.server.refreshes.length;
    for (let call = 0; call < 20; call++) await tab!.session.getAccessToken().catch(() => undefined);

    expect(tab!.session.state).toMatchObject({ status: 'refreshing', signedIn: true });
    expect(browser.server.refreshes).toHaveLength(sent); // S4: none of the twenty asks again
    browser.server.always = 'ok';
    await browser.time.advance(650_000);
    expect(browser.server.call(await browser.time.until(tab!.session.getAccessToken()))).toBe('consumer-1');
    expect(tab!.heard.filter(({ name }) => name === 'ended')).toEqual([]);
  });
});

describe('only the contract’s table ends a session', () => {
  test.each(sessionEnds.filter(({ on }) => on === 'refresh'))('B4: $code ends it: $reason', async (end) => {
    const browser = startBrowser();
    const [tab, other] = await signedIn(browser, 2);
    await browser.time.advance(2 * hour);
    browser.server.always = { refuse: refusal(end.code, end.status) };

    await expect(browser.time.until(tab!.session.getAccessToken())).rejects.toMatchObject({
      code: 'session_expired',
    });
    await browser.time.advance(100);

    for (const { session, heard } of [tab!, other!]) {
      expect(session.state).toEqual({
        status: end.reason === 'expired' ? 'expired' : 'signed_out',
        signedIn: false,
        reason: end.reason,
        epoch: 0,
      });
      expect(heard.filter(({ name }) => name === 'ended')).toEqual([
        { name: 'ended', payload: { reason: end.reason } },
      ]);
    }
    expect(browser.server.refreshes).toHaveLength(1);
    expect(browser.store.record).toMatchObject({ kind: 'ended', reason: end.reason });
    expect(JSON.stringify(browser.store.record)).not.toMatch(/eyJ|refresh-token/);
  });
});

test('an outage of a minute, four tabs and a thousand calls see at most six requests', async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const browser = startBrowser({ seed });
    const tabs = await signedIn(browser, 4, { refreshInBackground: seed % 2 === 0 });
    browser.device.skewMs += 2 * hour; // the device slept, and the server counts no time
    browser.server.always = { refuse: new NetworkError('x', { code: 'network_error' }) };

    for (let call = 0; call < 1_000; call++) {
      tabs[call % 4]!.session.getAccessToken().catch(() => undefined);
      await browser.time.advance(60);
    }

    expect(browser.server.refreshes.length).toBeLessThanOrEqual(6);
    expect(browser.server.refreshes.length).toBeGreaterThan(1);
    expect(tabs.every(({ session }) => session.state.signedIn)).toBe(true);
  }
});

test('"online" ends the back-off in all tabs, and one of them asks', async () => {
  const browser = startBrowser();
  const tabs = await signedIn(browser, 4);
  await browser.time.advance(2 * hour);
  browser.server.always = 'offline';
  for (let round = 0; round < 6; round++) {
    await browser.time.until(tabs[0]!.session.getAccessToken().catch(() => undefined));
    await browser.time.advance(20_000);
  }
  await browser.time.until(tabs[0]!.session.getAccessToken().catch(() => undefined));
  browser.server.always = 'ok';
  expect(browser.server.refreshes).toHaveLength(0);

  for (const tab of tabs) tab.fire('online');
  const started = browser.time.now();
  const tokens = await browser.time.until(Promise.all(tabs.map(({ session }) => session.getAccessToken())));

  expect(browser.time.now() - started).toBeLessThan(500);
  expect(new Set(tokens).size).toBe(1);
  expect(browser.server.refreshes).toHaveLength(1);
});

test('what the platform orders by Retry-After is waited out, "online" or not', async () => {
  const browser = startBrowser();
  const [tab] = await signedIn(browser);
  await browser.time.advance(2 * hour);
  browser.server.script.push({
    refuse: new RateLimitError('x', { code: 'rate_limited', status: 429, retryAfterMs: 30_000 }),
  });
  await browser.time.until(tab!.session.getAccessToken().catch(() => undefined));

  tab!.fire('online');
  await browser.time.advance(20_000);
  const early = browser.time.until(tab!.session.getAccessToken({ userInitiated: true }));

  await expect(early).rejects.toMatchObject({ name: 'RateLimitError', code: 'rate_limited', status: 429 });
  expect(browser.server.refreshes).toHaveLength(1);
  await browser.time.advance(12_000);
  await browser.time.until(tab!.session.getAccessToken());
  expect(browser.server.refreshes).toHaveLength(2);
});

test('the error of a waiting call says when to come back', async () => {
  const browser = startBrowser();
  const [tab] = await signedIn(browser);
  await browser.time.advance(2 * hour);
  browser.server.always = { refuse: new ServerError('x', { code: 'service_unavailable', status: 503 }) };
  await browser.time.until(tab!.session.getAccessToken().catch(() => undefined));

  const error: unknown = await tab!.session.getAccessToken().catch((error: unknown) => error);

  expect(error).toBeInstanceOf(ServerError);
  expect((error as ServerError).retryAfterMs).toBeGreaterThan(0);
  expect((error as ServerError).retryAfterMs).toBeLessThanOrEqual(1_000);
});

test('B12: a call of the shopper may try during a back-off, and gets through two seconds after one that could not', async () => {
  const browser = startBrowser();
  const [tab] = await signedIn(browser);
  await browser.time.advance(2 * hour);
  browser.server.always = { refuse: new ServerError('x', { code: 'internal_error', status: 500 }) };
  for (let round = 0; round < 4; round++) {
    await browser.time.until(tab!.session.getAccessToken().catch(() => undefined));
    await browser.time.advance(20_000);
  }
  await browser.time.until(tab!.session.getAccessToken().catch(() => undefined));
  const sent = browser.server.refreshes.length;

  for (let click = 0; click < 10; click++) {
    await browser.time.until(tab!.session.getAccessToken({ userInitiated: true }).catch(() => undefined));
    await browser.time.advance(100);
  }
  expect(browser.server.refreshes).toHaveLength(sent + 1);

  browser.server.always = 'ok';
  await browser.time.advance(1_000);
  const token = await browser.time.until(tab!.session.getAccessToken({ userInitiated: true }));
  expect(browser.server.call(token)).toBe('consumer-1');
});

describe('S8: while the token is valid a refresh costs the caller nothing', () => {
  test.each([
    'hang',
    'offline',
    { refuse: new ServerError('x', { code: 'internal_error', status: 500 }) },
  ] as const)('when it ends in %o', async (behaviour) => {
    const browser = startBrowser();
    const [tab] = await signedIn(browser);
    browser.server.always = behaviour;
    await browser.time.advance(hour - 25_000);

    const before = browser.time.now();
    const token = await tab!.session.getAccessToken();
    await browser.time.advance(10_000);
    const again = await tab!.session.getAccessToken();

    expect(again).toBe(token);
    expect(browser.time.now() - before).toBe(10_000);
    expect(tab!.session.state.status).toBe('authenticated');
  });
});

test('S7: a server that never answers holds a call for eight seconds, not longer', async () => {
  const browser = startBrowser();
  const [tab] = await signedIn(browser);
  await browser.time.advance(2 * hour);
  browser.server.always = 'hang';
  const before = browser.time.now();

  await expect(browser.time.until(tab!.session.getAccessToken())).rejects.toMatchObject({ code: 'timeout' });

  expect(browser.time.now() - before).toBeLessThan(8_200);
  expect(tab!.session.state.signedIn).toBe(true);
  expect(browser.locks.held).toEqual([]);
});

describe('S9: an answer that is lost after the rotation, with a leeway of ten seconds', () => {
  test('by a reset: the first call succeeds', async () => {
    const browser = startBrowser({ leewayMs: 10_000 });
    const [tab] = await signedIn(browser);
    await browser.time.advance(2 * hour);
    browser.server.script.push('lost');

    const token = await browser.time.until(tab!.session.getAccessToken());

    expect(browser.server.call(token)).toBe('consumer-1');
    expect(browser.server.reuses).toBe(0);
  });

  test('by silence: the page recovers by itself before the leeway is over', async () => {
    const browser = startBrowser({ leewayMs: 10_000 });
    const [tab] = await signedIn(browser, 1, { refreshInBackground: true });
    browser.server.script.push('hang-after');
    await browser.time.advance(hour); // the early refresh met the silence, and its repetition the leeway

    expect(browser.server.reuses).toBe(0);
    expect(browser.server.refreshes).toHaveLength(2);
    const [first, second] = browser.server.refreshes;
    expect(second!.refreshToken).toBe(first!.refreshToken);
    expect(second!.at - first!.at).toBeLessThanOrEqual(10_000);
    expect(browser.server.call(await browser.time.until(tab!.session.getAccessToken()))).toBe('consumer-1');
  });

  test('by closing the tab: the next page asks at once, although its access token is still good', async () => {
    const browser = startBrowser({ leewayMs: 10_000 });
    const [tab] = await signedIn(browser);
    browser.server.script.push('hang-after');
    await browser.time.advance(0.97 * hour);
    await tab!.session.getAccessToken();
    await browser.time.advance(100);
    expect(browser.server.refreshes).toHaveLength(1);
    browser.kill(tab!);

    const next = browser.open();
    await browser.time.until(next.session.restore());
    await browser.time.advance(1_000);

    expect(browser.server.refreshes).toHaveLength(2);
    expect(browser.server.reuses).toBe(0);
    expect(browser.server.call(await next.session.getAccessToken())).toBe('consumer-1');
  });

  test('a hidden page tries that for a minute, and then waits until it is needed', async () => {
    const browser = startBrowser();
    const [tab] = await signedIn(browser, 1, { refreshInBackground: true });
    await browser.time.advance(0.97 * hour - 1);
    tab!.hide();
    browser.server.always = 'offline';
    const log: number[] = [];
    const { latencyMs } = browser.server;
    browser.server.latencyMs = () => (log.push(browser.time.now()), latencyMs());
    await browser.time.advance(hour);
    await browser.time.until(tab!.session.getAccessToken().catch(() => undefined));
    const needed = log.length;
    await browser.time.advance(5 * hour);

    expect(needed).toBeGreaterThan(0);
    expect(log.length - needed).toBeGreaterThan(0);
    expect(log.length - needed).toBeLessThanOrEqual(6);
    expect(tab!.timers).toBe(0);
  });
});
