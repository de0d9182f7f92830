import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reactPage, showWidget } from '../src/react-page.ts';
import { openSales, shows } from '../src/react-sales.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

const policy =
  "default-src 'none'; script-src {nonce}; style-src 'none'; connect-src http://127.0.0.1:*; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'";

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld({ contentSecurityPolicy: policy, extra: reactPage });
});
afterAll(() => world.close());

describe('under a policy that allows no style, no inline script and no markup from strings', () => {
  it.each([false, true])(
    'G2: the widget has its looks and a theme, without a violation (as an element: %s)',
    async (asElement) => {
      const [sale] = (await openSales(world)).filter(({ name }) => name === 'auction');
      const context = await world.browser.newContext({ reducedMotion: 'reduce' });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        // React in development advertises its tools as a piece of information.
        if (message.type() !== 'info') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(world.page.origin);

      const { experienceId, moments } = sale!;
      const theme = { accent: 'rgb(1 2 3)', radius: '3px' };
      await showWidget(page, {
        ...world.tabOptions,
        asElement,
        props: { experienceId, identity: 'guest', theme },
      });
      for (const { reach } of moments.slice(0, 2)) await reach(page);
      await shows('participating')(page);
      await page.mouse.move(0, 0); // a button under the mouse has another colour

      const button = page.locator('.ff-button[data-kind=primary]').first();
      const looks = await button.evaluate((node) => {
        const { backgroundColor, display } = getComputedStyle(node);
        return {
          backgroundColor,
          display,
          radius: getComputedStyle(node.closest('section')!).borderTopLeftRadius,
        };
      });
      expect(looks).toEqual({ backgroundColor: 'rgb(1, 2, 3)', display: 'block', radius: '3px' });
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
