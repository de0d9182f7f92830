import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reactPage, showWidget } from '../src/react-page.ts';
import { openSales, shows, type Sale } from '../src/react-sales.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

let world: E2eWorld;
let axe: string;
beforeAll(async () => {
  world = await openWorld({ extra: reactPage });
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => world.close());

/** Names what is wrong with the page for people who see, hear or move in other ways; contrast included. */
async function problemsIn(page: Page): Promise<string[]> {
  const results = (await page.evaluate(
    `axe.run(document, { rules: { 'page-has-heading-one': { enabled: false } } })`,
  )) as AxeResults;
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
  );
}

async function open(
  context: BrowserContext,
  { experienceId, identity }: Sale,
  asElement = false,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(world.page.origin);
  await page.evaluate(axe);
  await showWidget(page, {
    ...world.tabOptions,
    asElement,
    props: { experienceId, identity, currency: 'EUR' },
  });
  return page;
}

/** Sets up a sale, which nobody was in yet. */
async function saleOf(name: string): Promise<Sale> {
  return (await openSales(world)).find((sale) => sale.name === name)!;
}

describe.each([
  { colorScheme: 'light', width: 1280, asElement: false },
  { colorScheme: 'dark', width: 390, asElement: false },
  { colorScheme: 'dark', width: 390, asElement: true },
] as const)(
  'the widget, $colorScheme, $width wide, as an element: $asElement',
  ({ colorScheme, width, asElement }) => {
    it.each(['queue', 'draw', 'auction', 'dutch', 'release', 'appointment', 'later', 'members', 'checked'])(
      'has no accessibility problem in any phase of: %s',
      async (name) => {
        const context = await world.browser.newContext({
          colorScheme,
          reducedMotion: 'reduce',
          viewport: { width, height: 900 },
        });
        const sale = await saleOf(name);
        const page = await open(context, sale, asElement);
        const problems: string[] = [];
        for (const moment of sale.moments) {
          await moment.reach(page);
          problems.push(...(await problemsIn(page)).map((problem) => `${moment.name} ${problem}`));
          const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (width > 0) problems.push(`${moment.name} is ${width} px too wide`);
        }

        expect(problems).toEqual([]);
        await context.close();
      },
      120_000,
    );
  },
);

describe('the widget in a real Chromium', () => {
  it.each([false, true])(
    'is used with the keyboard alone, and says what happened (as an element: %s)',
    async (asElement) => {
      const context = await world.browser.newContext({ reducedMotion: 'reduce' });
      const page = await open(context, await saleOf('draw'), asElement);
      await shows('signIn')(page);
      const focused = (): Promise<string | null> =>
        page.evaluate(() => {
          const outer = document.activeElement;
          return (outer?.shadowRoot?.activeElement ?? outer)?.textContent ?? null;
        });

      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Continue');
      await page.keyboard.press('Enter');
      await shows('enterable')(page);
      expect(await focused()).toBe('The draw is open');
      await page.keyboard.press('Tab');
      expect(await focused()).toBe('Enter the draw');
      await page.keyboard.press('Space');
      await shows('participating')(page);

      expect(await focused()).toBe('You are in the draw');
      await page.getByRole('status').getByText('You are in the draw').waitFor();
      expect(await page.getByRole('timer').textContent()).toMatch(/^\d+:\d\d$/);
      const motion = await page
        .locator('.ff-kicker')
        .evaluate((node) => getComputedStyle(node, '::before').animationName);
      expect(motion).toBe('none');
      await context.close();
    },
  );

  it.each([false, true])('a reload keeps the place in line (as an element: %s)', async (asElement) => {
    const context = await world.browser.newContext();
    const sale = await saleOf('queue');
    const page = await open(context, sale, asElement);
    for (const { reach } of sale.moments.slice(0, 3)) await reach(page);
    const place = async (): Promise<number> => Number(await page.locator('.ff-value').textContent());
    const before = await place();
    world.mark();

    await page.reload();
    await showWidget(page, {
      ...world.tabOptions,
      asElement,
      props: { experienceId: sale.experienceId },
    });
    await shows('participating')(page);

    expect(before).toBeGreaterThan(30);
    expect(await place()).toBeLessThanOrEqual(before);
    expect(await place()).toBeGreaterThan(before - 10);
    for (const operation of ['auth.guest', 'experiences.enter', 'queues.enter']) {
      expect([operation, world.calls(operation)]).toEqual([operation, 0]);
    }
    await context.close();
  });

  it('every answer of the mock fits the contract', () => {
    expect(world.mock.platform.defects).toEqual([]);
  });
});
