import { atOnce } from '../at-once.mjs';
import { pause } from '../pause.mjs';
import { longSleepMs } from './expired.mjs';

const tooMany = { status: 429, headers: { 'retry-after': '2' } };

/** S4. The refresh is answered 429 with `Retry-After: 2`, one call is made, then 20 more; then the server is well again. */
export const scenario = {
  id: 'rate-limited',
  title: '429 while the token is expired: requests for 1 call, for 20 more, session',
  measure: (bench) =>
    atOnce(bench, async (open) => {
      const scene = await open({ isLive: true });
      const { world } = scene;
      const [tab] = scene.tabs;
      await scene.sleep(longSleepMs);
      world.fault = tooMany;
      await scene.call(tab, { limitMs: 30_000 });
      const first = world.refreshes;
      const until = Date.now() + 20_000;
      for (let more = 0; more < 20 && Date.now() < until; more += 1)
        await scene.call(tab, { limitMs: 20_000 });
      const requests = world.refreshes;
      world.fault = undefined;
      await pause(2_500);
      const isAlive = await scene.isAlive();
      return { first, more: requests - first, isAlive };
    }),
  tell: ({ first, more, isAlive }) => `${first}, ${more}, ${isAlive ? 'lives' : 'dead'}`,
  holds: ({ isAlive }) => isAlive,
  figures: { requests: { of: ({ first, more }) => first + more } },
};
