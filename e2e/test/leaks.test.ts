import { expect, test } from 'vitest';
import { launchChromium } from '../src/chromium.js';

// Put together here, so that nothing takes this file for what it plants.
const canary = ['CANARY', '4f8a2c6e0b1d'].join('');

test('K10: a secret that a page prints or throws is found in the run', async () => {
  const browser = await launchChromium();
  const page = await (await browser.newContext()).newPage();
  const printed = page.waitForEvent('console');
  const thrown = page.waitForEvent('pageerror');

  await page.evaluate((text) => {
    console.warn('about', text);
    setTimeout(() => {
      throw new Error(`refused ${text}`);
    });
  }, canary);
  await Promise.all([printed, thrown]);
  await browser.close();

  const { look } = (globalThis as unknown as { fanfareLeaks: { look(): string[] } }).fanfareLeaks; // of the set-up
  const found = look().join('\n');
  expect(found).toContain('the console of a page: a canary');
  expect(found).toContain('an error of a page: a canary');
});
