import type { Page } from 'playwright-core';

declare global {
  /** For every time that the page was shown again, whether it came whole out of the back/forward cache. */
  var returns: boolean[];
}

/** A page that was left for another one. */
export interface PutAway {
  /** Goes back to it, and returns when it is shown. @throws Error with the browser's reasons where it had to load the page anew. */
  readonly goBack: () => Promise<void>;
}

/**
 * Leaves a page for another one of its origin, as a link does. What it is kept with is the time of this device, which is
 * `sleptMs` later when it comes back.
 */
export async function putAway(
  page: Page,
  { sleptMs = 0 }: { readonly sleptMs?: number } = {},
): Promise<PutAway> {
  const debug = await page.context().newCDPSession(page);
  const reasons: string[] = [];
  debug.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
    reasons.push(...notRestoredExplanations.map(({ reason }) => reason));
  });
  await debug.send('Page.enable');
  await page.evaluate((ms) => {
    globalThis.returns = [];
    addEventListener('pageshow', ({ persisted }) => globalThis.returns.push(persisted));
    addEventListener('pagehide', () => setClocksOn(ms), { once: true });

    function setClocksOn(by: number): void {
      const [now, monotonic] = [Date.now.bind(Date), performance.now.bind(performance)];
      Date.now = () => now() + by;
      performance.now = () => monotonic() + by;
    }
  }, sleptMs);
  await page.goto(`${page.url()}away`);
  return {
    async goBack() {
      await page.evaluate(() => history.back());
      // The page comes back without a load, which is what the driver's own way back waits for.
      await waitFor(() => page.evaluate(() => globalThis.returns?.join() ?? ''), reasons);
      await debug.detach();
    },
  };
}

async function waitFor(shown: () => Promise<string>, reasons: readonly string[]): Promise<void> {
  const until = Date.now() + 30_000;
  while ((await shown().catch(() => '')) !== 'true') {
    if (reasons.length > 0) throw new Error(`The page was not kept: ${reasons.join(', ')}.`);
    if (Date.now() > until) throw new Error('The page did not come back.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
