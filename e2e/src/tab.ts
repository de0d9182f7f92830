import type { FanfareClient } from '@fanfare/browser';
import type { BrowserContext, Page } from 'playwright-core';

declare global {
  /** The client of the page under test. */
  var fanfare: FanfareClient;
  /** The browser SDK, as the page's script put it there. */
  var sdk: typeof import('@fanfare/browser');
  /** What makes texts of others safe, where the page loads it. */
  var notices: typeof import('@fanfare/browser/notices');
  /** Why sessions ended, where a test listens. */
  var ends: string[];
}

/** What a tab's client is made with. */
export interface TabOptions {
  readonly publishableKey: string;
  readonly baseUrl: string;
}

/** Opens a page of the origin and makes a client in it. */
export async function openTab(context: BrowserContext, origin: string, options: TabOptions): Promise<Page> {
  const page = await context.newPage();
  await page.goto(origin);
  await makeClient(page, options);
  return page;
}

/** Makes the client of a page, also after a reload. */
export async function makeClient(page: Page, options: TabOptions): Promise<void> {
  await page.evaluate((given) => {
    globalThis.fanfare = new globalThis.sdk.FanfareClient(given);
  }, options);
}

/** Makes calls at once and tells how many succeeded and with which codes the others failed. */
export async function callMany(page: Page, times: number): Promise<{ ok: number; codes: string[] }> {
  return page.evaluate(async (count) => {
    const calls = await Promise.allSettled(
      Array.from({ length: count }, () => globalThis.fanfare.consumers.me()),
    );
    const failed = calls.flatMap((call) =>
      call.status === 'rejected' ? [call.reason as { code?: string; message: string }] : [],
    );
    return { ok: count - failed.length, codes: failed.map(({ code, message }) => code ?? message) };
  }, times);
}
