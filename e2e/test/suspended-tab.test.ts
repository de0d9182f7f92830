import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callMany } from '../src/tab.ts';
import { openWorld, type E2eWorld } from '../src/world.ts';

/** So long that no busy machine takes longer: what counts is that a spent token is answered once more, not how soon. */
const leewayMs = 60_000;

let world: E2eWorld;
beforeAll(async () => {
  world = await openWorld({ leewayMs });
});
afterAll(() => world.close());

describe('S12: a tab whose script is suspended while it refreshes', () => {
  it.each([
    { when: 'before another tab asks', firstMs: 0 },
    { when: 'after it told the other tab that it lives', firstMs: 400 },
  ])('$when costs nobody the session', async ({ firstMs }) => {
    const { platform } = world.mock;
    const { context, tabs } = await world.openTabs(2);
    const [holder, other] = tabs;
    await holder!.evaluate(() => globalThis.fanfare.auth.guest());
    await other!.evaluate(() => globalThis.fanfare.auth.restore());
    await platform.clock.advance('61m');
    const undo = platform.fault({ operation: 'auth.refresh', latencyMs: 1_500, times: 1 });
    const debug = await context.newCDPSession(holder!);
    await debug.send('Debugger.enable');

    const holding = callMany(holder!, 1);
    await expect.poll(() => world.calls('auth.refresh'), { timeout: 20_000 }).toBe(1);
    const suspend = async (): Promise<void> => {
      await debug.send('Debugger.pause');
      // A pause takes hold when the next script runs; nobody waits for it.
      void holder!.evaluate(() => 0).catch(() => undefined);
    };
    if (firstMs === 0) await suspend();
    const waiting = callMany(other!, 5);
    if (firstMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, firstMs));
      await suspend();
    }

    expect(await waiting).toEqual({ ok: 5, codes: [] });
    // One of the tab that was suspended, and one of the tab that went on without it.
    expect(world.calls('auth.refresh')).toBeLessThanOrEqual(2);
    await debug.send('Debugger.disable');
    expect(await holding).toEqual({ ok: 1, codes: [] });
    expect(await callMany(other!, 1)).toEqual({ ok: 1, codes: [] });
    undo();
    world.mark();
    await context.close();
  });
});
