import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCookieClient, openCookieShop, type CookieShop } from '../src/cookie-shop.ts';
import { servePage, type PageServer } from '../src/page-server.ts';
import { callMany } from '../src/tab.ts';

let shop: CookieShop;
let foreign: PageServer;
beforeAll(async () => {
  [shop, foreign] = await Promise.all([openCookieShop(), servePage()]);
});
afterAll(() => Promise.all([shop.close(), foreign.close()]));

const email = 'ada@shop.example';

const signedIn = (page: Page): Promise<boolean> =>
  page.evaluate(async () => (await globalThis.fanfare.auth.restore()).signedIn);
const consumerOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => globalThis.fanfare.auth.session.consumer?.consumerId);
const statusOf = (page: Page): Promise<string> => page.evaluate(() => globalThis.fanfare.auth.session.status);

async function signIn(page: Page): Promise<void> {
  await page.evaluate((address) => globalThis.fanfare.auth.requestOtp({ email: address }), email);
  const code = shop.mock.platform.otpFor(email) ?? '';
  await page.evaluate((answer) => globalThis.fanfare.auth.verifyOtp(answer), { email, code });
}

/** Everything that a script can read and that outlives the page, as one text. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const stored = await Promise.all(
      databases.map(
        ({ name = '' }) =>
          new Promise<string>((resolve) => {
            const opening = indexedDB.open(name);
            opening.onsuccess = () => resolve(`${name}: ${[...opening.result.objectStoreNames].join()}`);
          }),
      ),
    );
    const storage = [localStorage, sessionStorage].map((each) => JSON.stringify({ ...each }));
    return JSON.stringify({ storage, stored, caches: await caches.keys(), cookies: document.cookie });
  });
}

/** What is in the memory of the page's process, as a text. */
async function heapOf(page: Page): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  return chunks.join('');
}

describe('B8: a page in cookie mode, in a real Chromium', () => {
  it('has no refresh token in its memory, in storage or in an answer, and its access token in memory only', async () => {
    const context = await shop.browser.newContext();
    const answers: Promise<string>[] = [];
    const page = await shop.open(context);
    page.on('response', (response) => answers.push(response.text().catch(() => '')));
    await page.evaluate(() => globalThis.fanfare.auth.guest());
    await signIn(page);
    await shop.mock.platform.clock.advance('61m');
    await page.evaluate(() => globalThis.fanfare.consumers.me());
    const token = await page.evaluate(async () => {
      const seen: string[] = [];
      const send = globalThis.fetch;
      globalThis.fetch = async (input, init) => {
        const headers = new Headers(input instanceof Request ? input.headers : init?.headers);
        seen.push(headers.get('authorization') ?? '');
        return send(input, init);
      };
      await globalThis.fanfare.consumers.me();
      globalThis.fetch = send;
      return seen.at(-1)?.replace(/^Bearer /, '') ?? '';
    });

    expect(token).toMatch(/^ey/);
    expect(shop.refreshTokens.size).toBeGreaterThan(2);
    const [storage, heap] = [await kept(page), await heapOf(page)];
    const read = (await Promise.all(answers)).join('\n');
    expect(heap).toContain(token); // what is in memory is found
    for (const refreshToken of shop.refreshTokens) {
      expect(heap.includes(refreshToken)).toBe(false);
      expect(read.includes(refreshToken)).toBe(false);
      expect(storage).not.toContain(refreshToken);
    }
    expect(storage).not.toContain(token);
    expect(JSON.parse(storage)).toMatchObject({
      stored: [],
      caches: [],
      cookies: expect.not.stringContaining('session') as string,
    });
    const [cookie] = (await context.cookies()).filter(({ name }) => name === '__Host-fanfare_session');
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    await context.close();
  });

  it('is the same shopper after a reload, and in a new tab', async () => {
    const context = await shop.browser.newContext();
    const page = await shop.open(context);
    const guest = await page.evaluate(() => globalThis.fanfare.auth.guest());
    await page.reload();
    await makeCookieClient(page, shop.options);
    const other = await shop.open(context);

    for (const tab of [page, other]) {
      expect(await callMany(tab, 2)).toEqual({ ok: 2, codes: [] });
      expect(await consumerOf(tab)).toBe(guest.consumer?.consumerId);
    }
    expect(await other.evaluate(() => globalThis.fanfare.auth.guest())).toMatchObject({
      consumer: guest.consumer,
    });
    await context.close();
  });

  it.each([1, 3])('B5: makes one refresh for %i tabs × 25 calls, on a strict server', async (count) => {
    const context = await shop.browser.newContext();
    const tabs: Page[] = [];
    for (let opened = 0; opened < count; opened += 1) tabs.push(await shop.open(context));
    await tabs[0]?.evaluate(() => globalThis.fanfare.auth.guest());
    for (const tab of tabs) expect(await callMany(tab, 1)).toEqual({ ok: 1, codes: [] });

    for (let round = 0; round < 3; round += 1) {
      await shop.mock.platform.clock.advance('61m');
      shop.mark();
      const results = await Promise.all(tabs.map((tab) => callMany(tab, 25)));
      expect(results).toEqual(tabs.map(() => ({ ok: 25, codes: [] })));
      expect(shop.calls('auth.refresh')).toBe(1);
    }
    await context.close();
  });

  it('C5: takes up a sign-in of another tab, and the guest keeps who they are', async () => {
    const context = await shop.browser.newContext();
    const [one, two] = [await shop.open(context), await shop.open(context)];
    await one.evaluate(() => globalThis.fanfare.auth.guest());
    await two.evaluate(() => globalThis.fanfare.consumers.me());
    await signIn(one);

    await expect
      .poll(() => two.evaluate(() => globalThis.fanfare.auth.session.consumer?.email), { timeout: 10_000 })
      .toBe(email);
    expect(await callMany(two, 5)).toEqual({ ok: 5, codes: [] });
    expect(await callMany(one, 5)).toEqual({ ok: 5, codes: [] });
    await context.close();
  });

  it('C3: signs out in all tabs, at the backend and at the platform, for good', async () => {
    const context = await shop.browser.newContext();
    const [one, two] = [await shop.open(context), await shop.open(context)];
    await one.evaluate(() => globalThis.fanfare.auth.guest());
    await two.evaluate(() => globalThis.fanfare.consumers.me());
    shop.mark();
    await one.evaluate(() => globalThis.fanfare.auth.logout());

    await expect.poll(() => statusOf(two), { timeout: 10_000 }).toBe('signed_out');
    await expect.poll(() => shop.calls('auth.logout'), { timeout: 10_000 }).toBe(1);
    await expect.poll(() => context.cookies(), { timeout: 10_000 }).toEqual([]);
    await one.reload();
    await makeCookieClient(one, shop.options);
    expect(await signedIn(one)).toBe(false);
    expect(await signedIn(two)).toBe(false);
    expect(await kept(one)).not.toContain('signed-out');
    await context.close();
  });

  it('C3: stays signed out after a reload where the backend could not be told, and ends the session then', async () => {
    const context = await shop.browser.newContext();
    const page = await shop.open(context);
    await page.evaluate(() => globalThis.fanfare.auth.guest());
    shop.isCut = true;
    await page.evaluate(() => globalThis.fanfare.auth.logout());
    expect(await statusOf(page)).toBe('signed_out');
    await expect.poll(() => kept(page), { timeout: 10_000 }).toContain('signed-out');
    await page.reload();
    shop.isCut = false;
    shop.mark();
    await makeCookieClient(page, shop.options);

    expect(await signedIn(page)).toBe(false);
    await expect.poll(() => shop.calls('auth.logout'), { timeout: 10_000 }).toBe(1);
    await expect.poll(() => kept(page), { timeout: 10_000 }).not.toContain('signed-out');
    await context.close();
  });

  it('B12: is signed in still after an outage of the platform, and of the backend', async () => {
    const context = await shop.browser.newContext();
    const page = await shop.open(context);
    const guest = await page.evaluate(() => globalThis.fanfare.auth.guest());
    const restore = shop.mock.platform.fault({ operation: 'auth.refresh', status: 503 });
    await shop.mock.platform.clock.advance('61m');
    expect((await callMany(page, 3)).ok).toBe(0);
    expect(await page.evaluate(() => globalThis.fanfare.auth.session.signedIn)).toBe(true);
    restore();

    await expect.poll(async () => (await callMany(page, 1)).ok, { timeout: 30_000 }).toBe(1);
    expect(await consumerOf(page)).toBe(guest.consumer?.consumerId);
    await context.close();
  });

  it('B14: ends once where the platform revoked it: the backend hears of it, and a reload does not bring it back', async () => {
    const context = await shop.browser.newContext();
    const page = await shop.open(context);
    await page.evaluate(() => globalThis.fanfare.auth.guest());
    const undo = shop.mock.platform.fault({ operation: 'consumers.me', revokeSession: true, times: 1 });
    expect(await callMany(page, 1)).toEqual({ ok: 0, codes: ['session_revoked'] });
    undo();

    await expect.poll(() => context.cookies(), { timeout: 10_000 }).toEqual([]);
    await page.reload();
    await makeCookieClient(page, shop.options);
    expect(await signedIn(page)).toBe(false);
    await context.close();
  });

  it('G8: sends the CSRF header to its own backend only, with what changes something, and never without cookie mode', async () => {
    const context = await shop.browser.newContext();
    const requests: Request[] = [];
    const page = await shop.open(context, requests);
    await page.evaluate(() => globalThis.fanfare.auth.guest());
    await callMany(page, 3);
    await page.evaluate((given) => {
      const bearer = new globalThis.sdk.FanfareClient({ ...given, store: 'memory', organizationId: 'other' });
      return bearer.auth.guest();
    }, shop.options);

    const marked = requests.filter((request) => request.headers()['x-fanfare-csrf'] !== undefined);
    expect(marked.length).toBeGreaterThan(0);
    for (const request of marked) {
      expect(new URL(request.url()).origin).toBe(shop.origin);
      expect(request.method()).toBe('POST');
    }
    const toPlatform = requests.filter((request) => request.url().startsWith(shop.mock.url));
    expect(toPlatform.length).toBeGreaterThan(0);
    const tokens = requests.filter((request) => /auth\/(?:guest|refresh)/.test(request.url()));
    expect(new Set(tokens.map((request) => new URL(request.url()).origin))).toEqual(
      new Set([shop.origin, new URL(shop.mock.url).origin]), // the second from the client without cookie mode
    );
    await context.close();
  });

  it('G8: cannot be made to act by a page of another site', async () => {
    const context = await shop.browser.newContext();
    const page = await shop.open(context);
    await page.evaluate(() => globalThis.fanfare.auth.guest());
    const evil = await context.newPage();
    await evil.goto(foreign.origin); // another name of this machine: to the browser, another site
    const before = shop.backendCalls.length;
    await evil.evaluate(async (target) => {
      const post = (path: string, init: RequestInit): Promise<unknown> =>
        fetch(target + path, { method: 'POST', credentials: 'include', ...init }).catch(() => undefined);
      await post('/auth/logout', { mode: 'no-cors', headers: { 'content-type': 'text/plain' }, body: '{}' });
      await post('/auth/guest', { mode: 'no-cors' });
      await post('/auth/refresh', { headers: { 'content-type': 'application/json' }, body: '{"after":0}' });
      await fetch(`${target}/session`, { credentials: 'include' }).catch(() => undefined);
    }, `${shop.origin}/fanfare`);

    const calls = shop.backendCalls.slice(before).filter(({ origin }) => origin === foreign.origin);
    // It arrives without the cookie, and is refused all the same; there is nobody to sign out.
    expect(calls.map(({ line, status }) => `${line} ${status}`).toSorted()).toEqual([
      'GET /session 403',
      'OPTIONS /auth/refresh 404',
      'POST /auth/guest 403',
      'POST /auth/logout 204',
    ]);
    expect(await callMany(page, 2)).toEqual({ ok: 2, codes: [] });
    await context.close();
  });

  it('G2: works under the policy that csp() builds, without a single violation', async () => {
    const context = await shop.browser.newContext();
    await context.addInitScript(() => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
        seen.push(violatedDirective),
      );
      Object.assign(globalThis, { violations: seen });
    });
    const page = await shop.open(context);
    await page.evaluate(() => globalThis.fanfare.auth.guest());
    expect(await callMany(page, 3)).toEqual({ ok: 3, codes: [] });
    const violations = (): Promise<string[]> =>
      page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations);
    expect(await violations()).toEqual([]);

    // What is not the shop's is held back, so that the listener is known to hear.
    await page.evaluate(() => fetch('https://evil.example/').catch(() => undefined));
    expect(await violations()).toEqual(['connect-src']);
    await context.close();
  });

  it('G3: is not shown in a frame of another site', async () => {
    const context = await shop.browser.newContext();
    const page = await context.newPage();
    await page.goto(foreign.origin);
    await page.evaluate((target) => {
      const frame = document.createElement('iframe');
      frame.src = target;
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      return loaded.then(() => undefined);
    }, shop.origin);

    const titles = await Promise.all(page.frames().map((frame) => frame.title().catch(() => '')));
    expect(titles).not.toContain('shop');
    await context.close();
  });

  it('refuses a backend on another origin before anything is sent', async () => {
    const context = await shop.browser.newContext();
    const page = await shop.open(context);
    const code = await page.evaluate(async (given) => {
      const client = new globalThis.sdk.FanfareClient({
        ...given,
        cookieMode: { url: 'https://evil.example/fanfare' },
      });
      return client.auth.guest().catch((error: { code?: string }) => error.code);
    }, shop.options);
    expect(code).toBe('invalid_options');
    await context.close();
  });
});
