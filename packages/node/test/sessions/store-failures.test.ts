import { describe, expect, it } from 'vitest';
import { memorySessionStore, type SessionStore } from '@fanfare/node/sessions';
import { openBackend } from './support/open-backend.js';

/** A store that can be made to fail, or to never answer. */
function openStore(now: () => number): SessionStore & { mode: 'up' | 'down' | 'stuck' } {
  const inner = memorySessionStore({ clock: { now, setTimeout: () => () => undefined } });
  const store = { ...inner, mode: 'up' as 'up' | 'down' | 'stuck' };
  for (const name of ['read', 'write', 'remove', 'keysOf', 'lease', 'release'] as const) {
    const run = inner[name] as (...args: unknown[]) => Promise<never>; // called with what it was given
    const fail = (...args: unknown[]): Promise<never> => {
      if (store.mode === 'stuck') return new Promise<never>(() => undefined);
      return store.mode === 'down' ? Promise.reject(new Error('ECONNREFUSED')) : run(...args);
    };
    Object.assign(store, { [name]: fail });
  }
  return store;
}

describe('B12: a session store that fails', () => {
  it.each(['down', 'stuck'] as const)(
    'signs nobody out, and everybody is told to come back: %s',
    async (mode) => {
      let now = Date.parse('2026-11-22T10:00:00Z');
      const store = openStore(() => now);
      // What would be waited for comes at once, as soon as nothing else is to be done.
      const clock = {
        now: () => now,
        setTimeout(run: () => void, ms: number) {
          if (store.mode === 'up' && ms >= 1_000) return () => undefined;
          const timer = setTimeout(() => {
            now += ms;
            run();
          }, 20);
          return () => clearTimeout(timer);
        },
      };
      const { guest, sessions } = openBackend({ store, clock });
      const page = await guest();
      store.mode = mode;

      for (const line of ['GET /session', 'POST /auth/guest', 'POST /auth/refresh', 'POST /auth/logout']) {
        const answer = await page.ask(line, line.startsWith('GET') ? {} : { body: { after: -1 } });
        expect(answer).toMatchObject({ status: 503, data: { error: 'service_unavailable' } });
        expect(answer.headers.get('retry-after')).toBe('1');
      }
      await expect(sessions.read(page.request('/'))).rejects.toMatchObject({ code: 'storage_unavailable' });
      store.mode = 'up';
      expect(await page.ask('GET /session')).toMatchObject({
        data: { current: { session: { type: 'guest' } } },
      });
    },
  );

  it('just when the platform has rotated the tokens costs nobody the session, on a strict server', async () => {
    const backend = openBackend({ settings: { leewayMs: 0 } });
    const store = openStore(() => backend.clock.now());
    const sessions = backend.another({
      store,
      fetch: async (input, init) => {
        const answer = await backend.platform.fetch(new Request(input, init));
        if (
          new URL(answer.url === '' ? String((input as Request).url ?? input) : answer.url).pathname.endsWith(
            '/auth/refresh',
          )
        )
          store.mode = 'down';
        return answer;
      },
    });
    const page = backend.page(sessions);
    await page.ask('GET /session');
    await page.ask('POST /auth/guest');

    expect(await page.ask('POST /auth/refresh', { body: { after: 0 } })).toMatchObject({ status: 503 });
    store.mode = 'up';
    await backend.platform.clock.advance('4s'); // the lease could not be given back
    expect(await page.ask('POST /auth/refresh', { body: { after: 0 } })).toMatchObject({
      status: 200,
      data: { generation: 1 },
    });
    expect(backend.calls('auth.refresh')).toBe(1);
    // The pair that was written late is the one that goes on.
    await page.ask('POST /auth/refresh', { body: { after: 1 } });
    store.mode = 'up';
    await backend.platform.clock.advance('4s');
    expect(await page.ask('POST /auth/refresh', { body: { after: 1 } })).toMatchObject({
      status: 200,
      data: { generation: 2 },
    });
  });
});

describe('C3, C4: signing out while a refresh is under way, and everywhere at once', () => {
  it('keeps nothing of the refresh, and ends what it brought', async () => {
    let arrive = (): void => undefined;
    let isHeld = (): void => undefined;
    const held = new Promise<void>((resolve) => (isHeld = resolve));
    const backend = openBackend();
    const sessions = backend.another({
      fetch: async (input, init) => {
        const request = new Request(input, init);
        const isRefresh = request.url.endsWith('/auth/refresh');
        const answer = await backend.platform.fetch(request);
        if (!isRefresh) return answer;
        isHeld();
        await new Promise<void>((resolve) => (arrive = resolve));
        return answer;
      },
    });
    const page = backend.page(sessions);
    await page.ask('GET /session');
    await page.ask('POST /auth/guest');

    const refreshing = page.ask('POST /auth/refresh', { body: { after: 0 } });
    await held;
    expect(await page.ask('POST /auth/logout', { body: {} })).toMatchObject({ status: 204 });
    arrive();
    const late = await refreshing;

    expect(late.status).toBe(401);
    expect(late.text).not.toContain('accessToken');
    expect(backend.calls('auth.logout')).toBe(2);
    expect(await page.ask('GET /session')).toMatchObject({ data: { current: null } });
  });

  it('ends every session of a shopper here before it waits for the platform', async () => {
    let answerLogouts = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answerLogouts = resolve));
    const backend = openBackend();
    const sessions = backend.another({
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (request.url.endsWith('/auth/logout')) await answered;
        return backend.platform.fetch(request);
      },
    });
    const email = 'ada@shop.example';
    const pages = [backend.page(sessions), backend.page(sessions), backend.page(sessions)];
    for (const page of pages) {
      await page.ask('GET /session');
      await page.ask('POST /auth/otp/request', { body: { email } });
      await page.ask('POST /auth/otp/verify', {
        body: { email, code: backend.platform.otpFor(email) ?? '' },
      });
    }
    const { consumerId = '' } = (await sessions.read((pages[0] as (typeof pages)[0]).request('/'))) ?? {};

    const ending = sessions.endAll(consumerId);
    for (const page of pages)
      await expect
        .poll(() => page.ask('GET /session'), { timeout: 8_000 })
        .toMatchObject({ data: { current: null } });
    answerLogouts();
    expect(await ending).toBe(3);
    expect(backend.calls('auth.logout')).toBe(3);
  });
});
