import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { servePage } from '../src/page-server.ts';
import { openTab } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

const policy = "default-src 'none'; script-src {nonce}; connect-src http://127.0.0.1:*; img-src data:";

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld({ contentSecurityPolicy: policy });
});
afterAll(() => world.close());

describe('the browser SDK in a page', () => {
  it('I4: sends nothing and stores nothing until a method is called', async () => {
    const context = await world.browser.newContext();
    const requests: string[] = [];
    context.on('request', (request) => requests.push(request.url()));
    const page = await openTab(context, world.page.origin, world.tabOptions);

    const kept = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      document.cookie.length,
      (await indexedDB.databases()).length,
    ]);

    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([`${world.page.origin}/`]);
    expect(kept).toEqual([0, 0, 0, 0]);
    await context.close();
  });

  it('G2: works under a strict content security policy without a violation', async () => {
    const context = await world.browser.newContext();
    const complaints: string[] = [];
    const page = await openTab(context, world.page.origin, world.tabOptions);
    page.on('console', (message) => complaints.push(message.text()));

    const session = await page.evaluate(() => globalThis.fanfare.auth.guest());
    const { experience } = world.mock.platform.world.organizations[0];
    const name = await page.evaluate(
      async (id) => (await globalThis.fanfare.experiences.get(id)).name,
      experience.id,
    );

    expect(session.signedIn).toBe(true);
    expect(name).toBe(experience.name);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('G1: an origin that is not listed gets nothing', async () => {
    const stranger = await servePage();
    const context = await world.browser.newContext();
    const page = await openTab(context, stranger.origin, world.tabOptions);

    const code = await page.evaluate(() =>
      globalThis.fanfare.auth.guest().then(
        () => 'signed in',
        (error: { code: string }) => error.code,
      ),
    );

    expect(code).toBe('network_error');
    await context.close();
    await stranger.close();
  });

  it('B15: no token ever stands in an address', async () => {
    const context = await world.browser.newContext();
    const urls: string[] = [];
    context.on('request', (request) => urls.push(request.url()));
    const page = await openTab(context, world.page.origin, world.tabOptions);
    await page.evaluate(() => globalThis.fanfare.auth.guest());
    await page.evaluate(
      (id) => globalThis.fanfare.queues.enter(id),
      world.mock.platform.world.organizations[0].queue.id,
    );

    expect(urls.length).toBeGreaterThan(2);
    expect(urls.filter((url) => /eyJ|pk_|grant/.test(url))).toEqual([]);
    await context.close();
  });

  it('every answer of the mock fits the contract', () => {
    expect(world.mock.platform.defects).toEqual([]);
  });
});
