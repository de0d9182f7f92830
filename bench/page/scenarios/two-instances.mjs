import { atOnce } from '../at-once.mjs';
import { expired } from './expired.mjs';

/** S14. A page makes two instances, as two scripts of one shop do, and each is called ten times. */
export const scenario = {
  id: 'two-instances',
  title: 'Two instances in one page, token expired: requests, answered of 20, session',
  measure: (bench) =>
    atOnce(bench, async (open) => {
      const scene = await open({ ...expired, latencyMs: 50 });
      const [tab] = scene.tabs;
      if (await tab.evaluate(() => globalThis.bench.isSingle)) return { missing: 'one by design' };
      const { ok } = await scene.openAndCall(tab, { instances: 2, count: 10, limitMs: 20_000 });
      const { refreshes } = scene.world;
      const isAlive = await scene.isAlive();
      return { requests: refreshes, ok, isAlive };
    }),
  tell: ({ requests, ok, isAlive }) => `${requests}, ${ok}, ${isAlive ? 'lives' : 'dead'}`,
  holds: ({ isAlive, ok }) => isAlive && ok === 20,
  figures: { requests: { of: ({ requests }) => requests } },
};
