// Takes the pictures of the mock's page that its README shows: pnpm --filter @fanfare/e2e images
import { join } from 'node:path';
import { busyDay } from '../src/busy-day.ts';
import { launchChromium } from '../src/chromium.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'images');
const views = [
  { name: 'desktop', width: 1280, height: 900, colorScheme: 'light', scale: 1 },
  { name: 'phone', width: 390, height: 844, colorScheme: 'dark', scale: 1.5 },
] as const;

const busy = await busyDay();
const browser = await launchChromium();
try {
  for (const { name, width, height, colorScheme, scale } of views) {
    const viewport = { width, height };
    const page = await browser.newPage({ viewport, colorScheme, deviceScaleFactor: scale });
    await page.goto(`${busy.mock.url}/__mock`);
    await page.locator('#link[data-state=live]').waitFor();
    await page.screenshot({ path: join(folder, `mock-page-${name}.png`) });
    if (process.argv.includes('--whole')) {
      await page.screenshot({ path: `/tmp/mock-page-${name}-whole.png`, fullPage: true });
    }
    await page.close();
  }
} finally {
  await browser.close();
  await busy.close();
}
