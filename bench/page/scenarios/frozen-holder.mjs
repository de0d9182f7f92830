import { atOnce } from '../at-once.mjs';
import { pause } from '../pause.mjs';
import { seconds } from '../seconds.mjs';
import { longSleepMs } from './expired.mjs';

const limitMs = 35_000;

/** S12. The tab that refreshes is suspended by the debugger while its request is under way; another tab wants a token. */
export const scenario = {
  id: 'frozen-holder',
  title:
    'The tab that refreshes is frozen (10 s of grace, refresh of 1.5 s): another gets a token after, requests',
  seconds: limitMs / 1000,
  measure: (bench) =>
    atOnce(bench, async (open) => {
      const scene = await open({ isLive: true, tabs: 2, graceMs: 10_000, latencyMs: 1_500 });
      const { world, context, tabs } = scene;
      const [holder, other] = tabs;
      await scene.sleep(longSleepMs);
      const debug = await context.newCDPSession(holder);
      await debug.send('Debugger.enable');
      void scene.call(holder, { limitMs: 60_000 }).catch(() => undefined);
      for (let waited = 0; world.refreshes === 0 && waited < 5_000; waited += 10) await pause(10);
      await debug.send('Debugger.pause');
      void holder.evaluate(() => 0).catch(() => undefined); // a pause takes hold when the next script runs
      await pause(100);
      const { ok, ms } = await scene.call(other, { limitMs });
      const { refreshes } = world;
      return { servedMs: ok === 1 ? ms : undefined, refreshes };
    }),
  tell: ({ servedMs, refreshes }) => `${seconds(servedMs, limitMs)}, ${refreshes}`,
  holds: ({ servedMs }) => servedMs !== undefined,
  figures: { 'until it is served': { of: ({ servedMs }) => servedMs, slack: 0.2, atLeast: 500 } },
};
