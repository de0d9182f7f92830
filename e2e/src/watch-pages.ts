import { chromium, type Browser, type BrowserContext } from 'playwright-core';

interface Leaks {
  put(outlet: string, value: unknown): void;
}

const watched = Symbol.for('fanfare.watched-pages');

/** What the set-up of all tests looks for secrets in; see scripts/leaks. */
const leaks = (): Leaks | undefined => (globalThis as { fanfareLeaks?: Leaks }).fanfareLeaks;

// Set-up of the tests in a browser: what pages write into their consoles, and what they throw, is looked at as all other output.
const launcher = chromium as typeof chromium & { [watched]?: true };
if (launcher[watched] === undefined) {
  launcher[watched] = true;
  const launch = chromium.launch.bind(chromium);
  chromium.launch = async (options) => watchBrowser(await launch(options));
}

function watchBrowser(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => watchContext(await newContext(options));
  return browser;
}

function watchContext(context: BrowserContext): BrowserContext {
  context.on('console', (message) => leaks()?.put('the console of a page', message.text()));
  context.on('weberror', (error) => leaks()?.put('an error of a page', error.error()));
  return context;
}
