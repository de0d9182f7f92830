// Takes pictures of the widget: pnpm --filter @fanfare/e2e react-images [folder] takes all of them, for looking at.
import { join } from 'node:path';
import { openSales } from '../src/react-sales.ts';
import { reactPage, showWidget } from '../src/react-page.ts';
import { openWorld } from '../src/world.ts';

const folder = process.argv[2] ?? join(import.meta.dirname, '..', '..', 'docs', 'images');
const isAll = process.argv[2] !== undefined;
const views = [
  { view: 'desktop', width: 1280, height: 900, colorScheme: 'light' },
  { view: 'phone', width: 390, height: 844, colorScheme: 'dark' },
] as const;
const chosen = ['queue-participating-desktop', 'auction-participating-phone', 'queue-granted-phone'];

const world = await openWorld({ extra: reactPage });
try {
  for (const { view, width, height, colorScheme } of views) {
    for (const sale of await openSales(world)) {
      const context = await world.browser.newContext({
        viewport: { width, height },
        colorScheme,
        deviceScaleFactor: 2,
      });
      const page = await context.newPage();
      await page.goto(world.page.origin);
      await page.addStyleTag({
        content: `
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: ${colorScheme === 'dark' ? '#100f15' : '#f6f4f0'} }
        main { width: min(100% - 2rem, 27rem); padding: 1rem 0 }`,
      });
      await showWidget(page, {
        ...world.tabOptions,
        props: { experienceId: sale.experienceId, identity: sale.identity, currency: 'EUR' },
      });
      for (const { name, reach } of sale.moments) {
        await reach(page);
        await page.waitForTimeout(800);
        const file = `${sale.name}-${name}-${view}`;
        if (isAll || chosen.includes(file))
          await page.locator('main').screenshot({ path: join(folder, `widget-${file}.png`) });
      }
      await context.close();
    }
  }
} finally {
  await world.close();
}
