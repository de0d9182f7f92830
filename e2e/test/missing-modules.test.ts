import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { splitBundle } from '../src/split-bundle.ts';
import { makeClient } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

let world: E2eWorld;
let chunks: ReadonlyMap<string, string>;
beforeAll(async () => {
  [world, chunks] = await Promise.all([
    openWorld(),
    splitBundle(`import * as sdk from '@fanfare/browser'; globalThis.sdk = sdk;`),
  ]);
});
afterAll(() => world.close());

/** Loads the SDK in pieces into a page; of those that `isMissing` names, the server of the shop knows nothing. */
async function loadSplit(page: Page, isMissing: (name: string) => boolean): Promise<string[]> {
  const asked: string[] = [];
  await page.route('**/split/**', async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const name = pathname.replace('/split/', '');
    asked.push(name + search);
    if (isMissing(name + search)) return route.fulfill({ status: 503, body: 'busy' });
    return route.fulfill({ contentType: 'text/javascript', body: chunks.get(name) ?? '' });
  });
  await page.goto(`${world.page.origin}/`);
  await page.evaluate(`import('/split/stdin.js')`);
  return asked;
}

describe('B12: modules that cannot be loaded, in a real Chromium', () => {
  it('what keeps the session is asked for again under another address, since a failed import is remembered', async () => {
    const context = await world.browser.newContext();
    const page = await context.newPage();
    const asked = await loadSplit(page, (name) => /^engine-\w+\.js$/.test(name));
    await makeClient(page, world.tabOptions);

    const view = await page.evaluate(() => globalThis.fanfare.auth.guest());

    expect(view).toMatchObject({ status: 'authenticated', signedIn: true });
    expect(asked.filter((name) => name.startsWith('engine-') && name.includes('?again='))).toHaveLength(1);
    await context.close();
  });

  it('what was loaded ahead is there when the server of the shop is gone, and nothing was sent for it', async () => {
    const context = await world.browser.newContext();
    const page = await context.newPage();
    let isDown = false;
    const asked = await loadSplit(page, () => isDown);
    await makeClient(page, world.tabOptions);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(new URL(request.url()).pathname));

    await page.evaluate(() => globalThis.fanfare.preload());
    const ahead = asked.filter((name) => name.startsWith('engine-'));
    isDown = true;
    const view = await page.evaluate(() => globalThis.fanfare.auth.guest());

    expect(view).toMatchObject({ signedIn: true });
    expect(ahead).toHaveLength(1);
    expect(sent).toContain('/consumer/api/auth/guest');
    expect(
      sent.slice(0, sent.indexOf('/consumer/api/auth/guest')).filter((path) => !path.startsWith('/split/')),
    ).toEqual([]);
    await context.close();
  });

  it('while it does not come a call says so, and after a reload the shopper is who they were', async () => {
    const context = await world.browser.newContext();
    const page = await context.newPage();
    let isDown = false;
    await loadSplit(page, (name) => isDown && name.startsWith('engine-'));
    await makeClient(page, world.tabOptions);
    const before = await page.evaluate(() => globalThis.fanfare.auth.guest());

    isDown = true;
    await page.reload();
    await page.evaluate(`import('/split/stdin.js')`);
    await makeClient(page, world.tabOptions);
    const code = await page.evaluate(() =>
      globalThis.fanfare.auth.restore().then(
        () => 'restored',
        (error: { code: string }) => error.code,
      ),
    );
    isDown = false;
    await page.reload();
    await page.evaluate(`import('/split/stdin.js')`);
    await makeClient(page, world.tabOptions);
    const after = await page.evaluate(() => globalThis.fanfare.auth.restore());

    expect(code).toBe('network_error');
    expect(after.consumer).toEqual(before.consumer);
    await context.close();
  });

  it('whatever is loaded later and fails once is there all the same: the engine, journeys, and the stream that tells them', async () => {
    const context = await world.browser.newContext();
    const page = await context.newPage();
    const later = /^(engine|create-parts|create-updates)-\w+\.js$/;
    const asked = await loadSplit(page, (name) => later.test(name));
    await makeClient(page, world.tabOptions);
    const sent: string[] = [];
    page.on('request', (request) => {
      const { authorization = '' } = request.headers();
      sent.push(`${new URL(request.url()).pathname} ${authorization.split(' ')[0] ?? ''}`);
    });

    const status = await page.evaluate(async (experienceId) => {
      await globalThis.fanfare.auth.guest();
      const journey = globalThis.fanfare.journeys.get(experienceId);
      journey.subscribe(() => undefined);
      return (await journey.enter()).journeyStage;
    }, world.mock.platform.world.organizations[0].experience.id);

    expect(status).toBe('routed');
    await expect.poll(() => sent.some((line) => line.includes('/events/stream'))).toBe(true);
    expect(sent.some((line) => line.endsWith(' DPoP'))).toBe(true);
    expect(asked.filter((name) => name.includes('?again='))).toHaveLength(3);
    await context.close();
  });

  it('S11: a sign-out clears this device at once, and the tab that has the session tells the platform', async () => {
    const context = await world.browser.newContext();
    const [other, page] = [await context.newPage(), await context.newPage()];
    await loadSplit(other, () => false);
    await makeClient(other, world.tabOptions);
    await other.evaluate(() => globalThis.fanfare.auth.guest());
    await loadSplit(page, (name) => name.startsWith('engine-'));
    await makeClient(page, world.tabOptions);

    const after = await page.evaluate(async () => {
      await globalThis.fanfare.auth.logout();
      return globalThis.fanfare.auth.session;
    });

    expect(after).toMatchObject({ signedIn: false, status: 'signed_out' });
    await other.waitForFunction(() => !globalThis.fanfare.auth.session.signedIn);
    await other.close();
    await page.unroute('**/split/**');
    await loadSplit(page, () => false);
    await makeClient(page, world.tabOptions);
    expect(await page.evaluate(() => globalThis.fanfare.auth.restore())).toMatchObject({ signedIn: false });
    await context.close();
  });

  it('a refusal that nothing can read closely is told by its status, and the session goes on', async () => {
    const context = await world.browser.newContext();
    const page = await context.newPage();
    await loadSplit(page, (name) => name.startsWith('read-closely-'));
    await makeClient(page, world.tabOptions);

    const seen = await page.evaluate(async () => {
      const before = await globalThis.fanfare.auth.guest();
      const error = await globalThis.fanfare.queues
        .status('queue_that_is_none')
        .catch((cause: unknown) => cause);
      return { before, after: globalThis.fanfare.auth.session, code: (error as { code: string }).code };
    });

    expect(seen.code).toBe('not_found');
    expect(seen.after).toEqual(seen.before);
    await context.close();
  });
});
