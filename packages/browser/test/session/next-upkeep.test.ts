import { expect, test } from 'vitest';
import { startBrowser } from './support/browser.js';

const minute = 60_000;

test('a tab whose token is not due yet sets no timer after timer for a back-off of another tab that is over', async () => {
  const browser = startBrowser();
  const timers = { late: 0 };
  // The die of each tab: the first is to refresh as early as can be, the second as late.
  const early = browser.open({ random: () => 0 });
  const late = browser.open({ random: () => 0.999 });
  const { setTimeout } = late.clock;
  Object.assign(late.clock, {
    setTimeout: (callback: () => void, ms: number) => {
      timers.late += 1;
      return timers.late < 200 ? setTimeout(callback, ms) : () => undefined;
    },
  });
  await browser.time.until(early.session.signIn(browser.server.signIn()));
  await browser.time.until(late.session.restore());
  browser.server.always = 'offline';

  await browser.time.advance(46 * minute);
  early.hide();
  await browser.time.advance(2 * minute);

  expect(browser.server.refreshes).toHaveLength(0);
  expect(timers.late).toBeLessThan(100);
});

test('a page that is loaded anew after a failed refresh sets no timer after timer either', async () => {
  const browser = startBrowser();
  let timers = 0;
  const first = browser.open({ random: () => 0 });
  await browser.time.until(first.session.signIn(browser.server.signIn()));
  browser.server.always = 'offline';
  await browser.time.advance(45 * minute + 1_000);
  browser.kill(first);
  await browser.time.advance(minute);

  const again = browser.open({ random: () => 0.999 });
  const { setTimeout } = again.clock;
  Object.assign(again.clock, {
    setTimeout: (callback: () => void, ms: number) => {
      timers += 1;
      return timers < 200 ? setTimeout(callback, ms) : () => undefined;
    },
  });
  await browser.time.until(again.session.restore());
  await browser.time.advance(minute);

  expect(again.session.state.status).toBe('authenticated');
  expect(timers).toBeLessThan(50);
});
