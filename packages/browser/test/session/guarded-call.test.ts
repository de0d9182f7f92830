import { describe, expect, test, vi } from 'vitest';
import { ServerError } from '@fanfare/core';
import { startBrowser } from './support/browser.js';
import type { Browser, SessionTab } from './support/browser.js';
import { refusal } from './support/rotating-server.js';

async function signedIn(browser: Browser): Promise<SessionTab> {
  const tab = browser.open({ refreshInBackground: false });
  await browser.time.until(tab.session.signIn(browser.server.signIn()));
  return tab;
}

describe('B2: guard()', () => {
  test.each(['token_expired', 'invalid_token', 'unauthorized'])(
    'after a 401 %s refreshes once and replays once',
    async (code) => {
      const browser = startBrowser();
      const { session } = await signedIn(browser);
      const used: string[] = [];

      const result = await browser.time.until(
        session.guard(async (token) => {
          used.push(token);
          if (used.length === 1) throw refusal(code);
          return browser.server.call(token);
        }),
      );

      expect(result).toBe('consumer-1');
      expect(new Set(used).size).toBe(2);
      expect(browser.server.refreshes).toHaveLength(1);
    },
  );

  test('an API that always answers 401 costs one refresh and two tries, and then the error', async () => {
    const browser = startBrowser();
    const { session } = await signedIn(browser);
    const run = vi.fn(async () => Promise.reject(refusal('invalid_token')));

    await expect(browser.time.until(session.guard(run))).rejects.toMatchObject({
      code: 'invalid_token',
      status: 401,
    });

    expect(run).toHaveBeenCalledTimes(2);
    expect(browser.server.refreshes).toHaveLength(1);
    expect(session.state.signedIn).toBe(true);
  });

  test('such an API, called a hundred times in a row, costs one refresh, not a hundred', async () => {
    const browser = startBrowser();
    const { session } = await signedIn(browser);
    const run = vi.fn(async () => Promise.reject(refusal('invalid_token')));

    for (let call = 0; call < 100; call++) {
      await browser.time.until(session.guard(run).catch(() => undefined));
      await browser.time.advance(200);
    }

    expect(browser.server.refreshes).toHaveLength(1);
    expect(run).toHaveBeenCalledTimes(101);
  });

  test('a hundred calls whose token was refused share one refresh', async () => {
    const browser = startBrowser();
    const { session } = await signedIn(browser);
    browser.server.invalidate(await session.getAccessToken());

    const answers = await browser.time.until(
      Promise.all(
        Array.from({ length: 100 }, () => session.guard(async (token) => browser.server.call(token))),
      ),
    );

    expect(new Set(answers)).toEqual(new Set(['consumer-1']));
    expect(browser.server.refreshes).toHaveLength(1);
  });

  test('a token that was replaced meanwhile is not refreshed again', async () => {
    const browser = startBrowser();
    const { session } = await signedIn(browser);
    const old = await session.getAccessToken();
    await browser.time.until(session.refresh(old));

    const token = await browser.time.until(session.refresh(old));

    expect(token).not.toBe(old);
    expect(browser.server.refreshes).toHaveLength(1);
  });

  test.each([
    refusal('forbidden', 403),
    refusal('key_invalid', 401),
    refusal('otp_invalid', 401),
    new ServerError('x', { code: 'internal_error', status: 500 }),
    new TypeError('a mistake of the application'),
  ])('%s is the caller’s at once', async (error) => {
    const browser = startBrowser();
    const { session } = await signedIn(browser);
    const run = vi.fn(async () => Promise.reject(error));

    await expect(browser.time.until(session.guard(run))).rejects.toBe(error);

    expect(run).toHaveBeenCalledTimes(1);
    expect(browser.server.refreshes).toHaveLength(0);
  });

  test('B14: session_revoked on a call signs out, here and elsewhere, without a refresh', async () => {
    const browser = startBrowser();
    const tab = await signedIn(browser);
    const other = browser.open();
    await browser.time.until(other.session.restore());

    const call = tab.session.guard(async () => Promise.reject(refusal('session_revoked')));
    await expect(browser.time.until(call)).rejects.toMatchObject({ code: 'session_revoked' });
    await browser.time.advance(50);

    for (const { session } of [tab, other]) {
      expect(session.state).toMatchObject({ status: 'signed_out', reason: 'revoked' });
    }
    expect(browser.server.refreshes).toHaveLength(0);
    await expect(tab.session.getAccessToken()).rejects.toMatchObject({ code: 'session_expired' });
  });

  test('a refresh that fails after a 401 tells the caller so, and keeps the session', async () => {
    const browser = startBrowser();
    const { session } = await signedIn(browser);
    browser.server.always = { refuse: new ServerError('x', { code: 'service_unavailable', status: 503 }) };

    const call = session.guard(async () => Promise.reject(refusal('token_expired')));

    await expect(browser.time.until(call)).rejects.toMatchObject({
      code: 'service_unavailable',
      retryable: true,
    });
    expect(session.state.signedIn).toBe(true);
  });

  test('an abort of the caller ends the call, also where the call does not listen', async () => {
    const browser = startBrowser();
    const { session } = await signedIn(browser);
    const patience = new AbortController();
    const call = session.guard(() => new Promise<never>(() => undefined), { signal: patience.signal });
    const failed = expect(call).rejects.toMatchObject({ name: 'AbortedError', code: 'aborted' });

    patience.abort();

    await failed;
    await expect(session.guard(async () => 1, { signal: patience.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  test('many short lives: a long run in which every call succeeds', async () => {
    const browser = startBrowser();
    browser.server.accessTtlMs = 10_000;
    const { session } = await signedIn(browser);

    for (let call = 0; call < 500; call++) {
      const answer = session.guard(async (token) => browser.server.call(token));
      expect(await browser.time.until(answer)).toBe('consumer-1');
      await browser.time.advance(1_000);
    }

    expect(browser.server.refreshes.length).toBeGreaterThanOrEqual(50);
    expect(browser.server.refreshes.length).toBeLessThanOrEqual(70);
  });
});

test('the platform’s clock may run ahead of this device’s: each 401 costs one refresh and no failure', async () => {
  const browser = startBrowser();
  const { session } = await signedIn(browser);
  for (let round = 1; round <= 10; round++) {
    browser.server.invalidate(await session.getAccessToken()); // expired there, fresh here, at the same moment
    const answer = session.guard(async (token) => browser.server.call(token));
    expect(await browser.time.until(answer)).toBe('consumer-1');
    expect(browser.server.refreshes).toHaveLength(round);
  }
});
