import type { LoggedRequest } from '@fanfare/mock';
import { startMockServer, type MockServer } from '@fanfare/mock/server';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium, type ChromiumOptions } from './chromium.ts';
import { servePage, type PageServer, type PageServerOptions } from './page-server.ts';
import { openTab, type TabOptions } from './tab.ts';

/** A Chromium, a page server and a mock platform that allows the page's origin. */
export interface E2eWorld {
  readonly browser: Browser;
  readonly page: PageServer;
  readonly mock: MockServer;
  readonly tabOptions: TabOptions;
  /** Opens several tabs in one new context: they share storage, locks and channels. */
  readonly openTabs: (
    count: number,
  ) => Promise<{ context: BrowserContext; tabs: Awaited<ReturnType<typeof openTab>>[] }>;
  /** How often an operation was called since the mark that `mark` sets. */
  readonly calls: (operation: string) => number;
  readonly mark: () => void;
  readonly close: () => Promise<void>;
}

const isExposing = process.env['FANFARE_EXPOSE_HEADERS'] !== '0';

/** What a world is made with. */
export interface E2eWorldOptions extends PageServerOptions, ChromiumOptions {
  /** The platform's leeway of rotation. @default 0, strict */
  readonly leewayMs?: number;
  /** Whether the page may read headers such as `Retry-After`. @default true, unless `FANFARE_EXPOSE_HEADERS=0` */
  readonly exposeHeaders?: boolean;
}

/** Starts all three on free ports. */
export async function openWorld(options: E2eWorldOptions = {}): Promise<E2eWorld> {
  const { leewayMs = 0, exposeHeaders = isExposing, backForwardCache = false, ...pageOptions } = options;
  const [browser, page, mock] = await Promise.all([
    launchChromium({ backForwardCache }),
    servePage(pageOptions),
    startMockServer({ settings: { leewayMs, exposeHeaders } }),
  ]);
  const [organization] = mock.platform.world.organizations;
  organization.allowedOrigins.push(page.origin);
  const tabOptions = { publishableKey: organization.keys.test.publishable, baseUrl: mock.url };
  let last: LoggedRequest | undefined;
  return {
    browser,
    page,
    mock,
    tabOptions,
    openTabs: async (count) => {
      const context = await browser.newContext();
      const tabs = [];
      for (let opened = 0; opened < count; opened += 1)
        tabs.push(await openTab(context, page.origin, tabOptions));
      return { context, tabs };
    },
    calls: (operation) => {
      const { requests } = mock.platform;
      // The log forgets its oldest entries, so that a place in it means nothing for long.
      const since = last === undefined ? 0 : requests.lastIndexOf(last) + 1;
      return requests.slice(since).filter((request) => request.operation === operation).length;
    },
    mark: () => {
      last = mock.platform.requests.at(-1);
    },
    close: async () => {
      await browser.close();
      await Promise.all([page.close(), mock.close()]);
    },
  };
}
