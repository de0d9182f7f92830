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

/** Holds back what a call loads, until it is let go. */
interface Gate {
  /** What was asked for, by the name of its first module. */
  readonly asked: readonly string[];
  /** Lets go what waits, and whatever comes after. */
  open(): Promise<void>;
}

async function loadSplit(page: Page): Promise<Gate> {
  let isClosed = false;
  const waiting: (() => Promise<void>)[] = [];
  const asked: string[] = [];
  await page.route('**/split/**', async (route) => {
    const name = new URL(route.request().url()).pathname.replace('/split/', '');
    asked.push(name.replace(/-\w+\.js$/, ''));
    const answer = (): Promise<void> =>
      route.fulfill({ contentType: 'text/javascript', body: chunks.get(name) ?? '' });
    if (isClosed) waiting.push(answer);
    else await answer();
  });
  await page.goto(`${world.page.origin}/`);
  await page.evaluate(`import('/split/stdin.js')`);
  await makeClient(page, world.tabOptions);
  isClosed = true;
  asked.length = 0;
  return {
    asked,
    async open() {
      isClosed = false;
      await Promise.all(waiting.map((answer) => answer()));
    },
  };
}

describe('B12: what the first call of a page waits for, in a real Chromium', () => {
  it('a sign-in asks for the engine and then for nothing more, what makes the proof included', async () => {
    const page = await world.browser.newPage();
    const gate = await loadSplit(page);
    const signIn = page
      .waitForRequest('**/auth/guest')
      .then((request) => ({ proof: request.headers()['dpop'], before: [...gate.asked] }));

    const signedIn = page.evaluate(() => globalThis.fanfare.auth.guest());
    await expect.poll(() => gate.asked).toEqual(['engine']);
    await gate.open();

    const { proof, before } = await signIn;
    expect(before).toEqual(['engine']);
    expect(proof).toBeDefined();
    expect(await signedIn).toMatchObject({ signedIn: true });
    await page.close();
  });

  it('a call of a part asks for the part and the engine together', async () => {
    const page = await world.browser.newPage();
    const gate = await loadSplit(page);

    const called = page.evaluate(() => globalThis.fanfare.config.get());
    await expect.poll(() => gate.asked.toSorted()).toEqual(['create-parts', 'engine']);
    await gate.open();

    expect(await called).toBeDefined();
    expect(gate.asked.filter((name) => name === 'engine')).toHaveLength(1);
    await page.close();
  });
});
