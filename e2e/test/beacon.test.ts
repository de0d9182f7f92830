import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type E2eWorld } from '../src/world.ts';

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('I5: events that wait in a page', () => {
  it.each([
    ['is closed', 'close'],
    ['goes to another address', 'navigate'],
    ['is reloaded', 'reload'],
    ['destroys its client and is closed', 'destroy'],
  ] as const)('arrive, once, when it %s', async (_, how) => {
    const { context, tabs } = await world.openTabs(1);
    const tab = tabs[0]!;
    await tab.evaluate(async () => {
      await globalThis.fanfare.beacon.collect({ eventName: 'pageView', pagePath: '/first' });
      await globalThis.fanfare.beacon.flush();
    });
    world.mark();
    await tab.evaluate(async () => {
      for (const pagePath of ['/a', '/b', '/c']) {
        await globalThis.fanfare.beacon.collect({ eventName: 'pageView', pagePath });
      }
    });
    expect(world.calls('beacon.trackBatch')).toBe(0);

    if (how === 'destroy') await tab.evaluate(() => globalThis.fanfare.destroy());
    if (how === 'close' || how === 'destroy') await tab.close({ runBeforeUnload: false });
    if (how === 'navigate') await tab.goto('about:blank');
    if (how === 'reload') await tab.reload();

    await expect.poll(() => world.calls('beacon.trackBatch'), { timeout: 10_000 }).toBe(1);
    expect(world.mock.platform.defects).toEqual([]);
    await context.close();
    expect(world.calls('beacon.trackBatch')).toBe(1);
  });

  it('do not leave a tab after the shopper took back their consent in another one', async () => {
    const { context, tabs } = await world.openTabs(2);
    const [tab, other] = [tabs[0]!, tabs[1]!];
    await other.evaluate(async () => void (await globalThis.fanfare.auth.guest()));
    await tab.evaluate(async () => {
      await globalThis.fanfare.auth.restore();
      await globalThis.fanfare.beacon.collect({ eventName: 'pageView', pagePath: '/first' });
      await globalThis.fanfare.beacon.flush();
      globalThis.ends = [];
      globalThis.fanfare.on('beacon:dropped', ({ reason }) => globalThis.ends.push(reason));
    });
    world.mark();
    await tab.evaluate(() => globalThis.fanfare.beacon.collect({ eventName: 'pageView', pagePath: '/a' }));
    await other.evaluate(async () => {
      await globalThis.fanfare.consent.update({ version: '1', analytics: false });
    });
    await tab.waitForFunction(() => globalThis.ends.length > 0);
    const refused = await tab.evaluate(() =>
      globalThis.fanfare.beacon.collect({ eventName: 'pageView', pagePath: '/b' }).catch(String),
    );
    await tab.close({ runBeforeUnload: false });
    await context.close();

    expect(String(refused)).toContain('has not agreed');
    expect([world.calls('beacon.track'), world.calls('beacon.trackBatch')]).toEqual([0, 0]);
  });
});
