import type { Fault } from '@fanfare/mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callMany, makeClient } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

/** The refresh takes effect at the platform, and the page never hears of it. */
const losses: readonly { readonly how: string; readonly fault: Fault }[] = [
  { how: 'the connection is reset after the commit', fault: { loseAnswer: true } },
  { how: 'the body is cut in the middle', fault: { cutBody: true } },
  { how: 'the body is cut after one byte', fault: { cutBodyAt: 1 } },
];

describe('B4: an answer that is lost after the commit, with leeway', () => {
  let world: E2eWorld;
  beforeAll(async () => {
    world = await openWorld({ leewayMs: 10_000 });
  });
  afterAll(() => world.close());

  it.each(losses)('$how: every call succeeds, on one successor', async ({ fault }) => {
    const { platform } = world.mock;
    const { context, tabs } = await world.openTabs(2);
    await tabs[0]!.evaluate(() => globalThis.fanfare.auth.guest());
    await platform.clock.advance('61m');
    const undo = platform.fault({ operation: 'auth.refresh', times: 1, ...fault });
    world.mark();

    const results = await Promise.all(tabs.map((tab) => callMany(tab, 10)));

    expect(results).toEqual(tabs.map(() => ({ ok: 10, codes: [] })));
    // Chromium itself repeats a POST on a connection that died before any header.
    expect(world.calls('auth.refresh')).toBeGreaterThanOrEqual(2);
    expect(world.calls('auth.refresh')).toBeLessThanOrEqual(3);
    undo();
    await context.close();
  });

  it.each([
    { how: 'the page is reloaded', leave: 'reload' },
    { how: 'the tab is closed, and another one opened', leave: 'close' },
  ])(
    '$how while the answer is on its way: the session and the place in line are there',
    async ({ leave }) => {
      const { platform } = world.mock;
      const { queue } = platform.world.organizations[0];
      const { context, tabs } = await world.openTabs(1);
      let tab = tabs[0]!;
      platform.settings.accessTokenTtlSeconds = 60;
      await tab.evaluate(() => globalThis.fanfare.auth.guest());
      await tab.evaluate((id) => globalThis.fanfare.queues.enter(id), queue.id);
      const before = await tab.evaluate(() => globalThis.fanfare.auth.session.consumer?.consumerId);
      await platform.clock.advance('61s');
      const undo = platform.fault({ operation: 'auth.refresh', times: 1, hang: true, loseAnswer: true });
      world.mark();

      void callMany(tab, 1).catch(() => undefined); // the page goes before it ends
      await expect.poll(() => world.calls('auth.refresh'), { timeout: 15_000 }).toBe(1);
      if (leave === 'reload') await tab.reload();
      else {
        await tab.close();
        tab = await context.newPage();
        await tab.goto(world.page.origin);
      }
      await makeClient(tab, world.tabOptions);
      const after = await tab.evaluate(async (id) => {
        const { consumer } = await globalThis.fanfare.auth.restore();
        const { status } = await globalThis.fanfare.queues.status(id);
        return { consumerId: consumer?.consumerId, status };
      }, queue.id);

      expect(before).toEqual(expect.any(String));
      expect(after.consumerId).toBe(before);
      expect(['QUEUED', 'GRANTED', 'ADMITTED']).toContain(after.status);
      undo();
      await context.close();
    },
  );
});

describe('B4: an answer that is lost after the commit, without leeway', () => {
  let world: E2eWorld;
  beforeAll(async () => {
    world = await openWorld({ leewayMs: 0 });
  });
  afterAll(() => world.close());

  it.each(losses)('$how: one clean end in every tab, and no loop', async ({ fault }) => {
    const { platform } = world.mock;
    const { context, tabs } = await world.openTabs(2);
    await tabs[0]!.evaluate(() => globalThis.fanfare.auth.guest());
    for (const tab of tabs)
      await tab.evaluate(async () => {
        await globalThis.fanfare.auth.restore();
        globalThis.ends = [];
        globalThis.fanfare.on('auth:session-expired', ({ reason }) => void globalThis.ends.push(reason));
        globalThis.fanfare.on('auth:logout', ({ reason }) => void globalThis.ends.push(reason));
      });
    await platform.clock.advance('61m');
    const undo = platform.fault({ operation: 'auth.refresh', times: 1, ...fault });
    world.mark();

    const [first] = await Promise.all(tabs.map((tab) => callMany(tab, 10)));
    const again = await callMany(tabs[0]!, 10);

    expect(first).toMatchObject({ ok: 0 });
    expect(new Set(first?.codes)).toEqual(new Set(['session_expired']));
    expect(again).toMatchObject({ ok: 0 });
    for (const tab of tabs) expect(await tab.evaluate(() => globalThis.ends)).toEqual(['token_reuse']);
    const asked = world.calls('auth.refresh');
    expect(asked).toBeLessThanOrEqual(3);
    await callMany(tabs[1]!, 10);
    expect(world.calls('auth.refresh')).toBe(asked);
    undo();
    await context.close();
  });
});
