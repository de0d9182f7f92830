import type { Page } from 'playwright-core';
import type { ShownWidget } from './react-page-script.ts';

/** What the script of a page does besides, so that it can show widgets. */
export const reactPage = `import './react-page-script.ts';`;

/** Shows a widget, also after a reload. */
export async function showWidget(page: Page, shown: ShownWidget): Promise<void> {
  await page.evaluate((given) => globalThis.showWidget(given), shown);
}
