import type { BrowserContext, Page } from 'playwright-core';

/** A shopper: a browser context of their own with one or more tabs. */
export interface Shopper {
  readonly name: string;
  readonly tab: Page;
  readonly openTab: () => Promise<Page>;
  /** What a page complained about on its console, or threw. */
  readonly complaints: readonly string[];
}

/** Where the panel of the storefront stands. */
export type PanelState = 'signed-out' | 'enterable' | 'waiting' | 'granted' | 'ordered';

/** Opens the shop in a context of its own. */
export async function openShopper(name: string, context: BrowserContext, url: string): Promise<Shopper> {
  const complaints: string[] = [];
  const openTab = async (): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // A 401 that the SDK answers with a refresh is logged by the browser itself, not by the page.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text());
    });
    await page.goto(url);
    return page;
  };
  return { name, tab: await openTab(), openTab, complaints };
}

/** Waits until the panel shows a state. */
export async function reaches(page: Page, state: PanelState, timeoutMs = 60_000): Promise<void> {
  await page.locator(`#panel[data-state="${state}"]`).waitFor({ timeout: timeoutMs });
}

/** Reads the place in line off the page. */
export async function placeInLine(page: Page): Promise<number> {
  return Number(await page.locator('.place').innerText());
}

/** Continues without an account. */
export async function continueAsGuest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continue as guest' }).click();
  await reaches(page, 'enterable');
}

/** Signs in with a one-time code. */
export async function signIn(page: Page, email: string, code: () => Promise<string>): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByLabel('Code').waitFor(); // only then has the platform made a code
  await page.getByLabel('Code').fill(await code());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await reaches(page, 'enterable');
}

/** Joins the line. */
export async function joinLine(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Join the line' }).click();
  await reaches(page, 'waiting');
}
