import { atOnce } from '../at-once.mjs';
import { pause } from '../pause.mjs';
import { seconds } from '../seconds.mjs';
import { untilAnswered } from '../until-answered.mjs';
import { longSleepMs } from './expired.mjs';

const outageMs = 60_000;
const limitMs = 75_000;

/** Nothing listens for a minute, while two tabs with an expired token ask every second. Then the server is back. */
export const scenario = {
  id: 'outage',
  title: 'An outage of a minute, 2 tabs that ask every second: requests, both have a token again after',
  seconds: (outageMs + limitMs) / 1000,
  measure: (bench) =>
    atOnce(bench, async (open) => {
      const scene = await open({ isLive: true, tabs: 2, latencyMs: 20 });
      const { world, tabs } = scene;
      await scene.sleep(longSleepMs);
      world.fault = 'down';
      const until = Date.now() + outageMs;
      await Promise.all(
        tabs.map(async (tab) => {
          while (Date.now() < until) {
            await scene.call(tab, { limitMs: Math.max(1, until - Date.now()) });
            await pause(Math.min(1_000, Math.max(0, until - Date.now())));
          }
        }),
      );
      const requests = world.refreshes;
      world.fault = undefined;
      const all = await Promise.all(tabs.map((tab) => untilAnswered(scene, { tab, limitMs })));
      const isAlive = !world.family.isRevoked;
      const hasRecovered = isAlive && all.every((ms) => ms !== undefined);
      return { requests, isAlive, recoveredMs: hasRecovered ? Math.max(...all) : undefined };
    }),
  tell: ({ requests, isAlive, recoveredMs }) =>
    `${requests}, ${isAlive ? seconds(recoveredMs, limitMs) : 'dead'}`,
  holds: ({ recoveredMs }) => recoveredMs !== undefined,
  figures: {
    requests: { of: ({ requests }) => requests },
    'until both recover': { of: ({ recoveredMs }) => recoveredMs, slack: 0.3, atLeast: 500 },
  },
};
