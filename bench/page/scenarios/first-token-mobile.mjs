import { inRounds } from '../in-rounds.mjs';
import { expired } from './expired.mjs';

/** As phones have it on a bad day: the way there and back in milliseconds, and bytes a second. */
const network = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };

/** A page is opened with an empty cache, and the first thing its script wants is a token; the stored one is expired. */
export const scenario = {
  id: 'first-token-mobile',
  title: 'Empty cache, 150 ms to the server, 1.6 Mbit/s: from opening the page to a new token, ms',
  isTimed: true,
  measure: (bench) =>
    inRounds(bench, bench.isQuick ? 1 : 3, async (open) => {
      const scene = await open({ ...expired, tabs: 0 });
      const tab = await scene.newTab({
        async prepare(page, env) {
          const debug = await page.context().newCDPSession(page);
          await debug.send('Network.emulateNetworkConditions', network);
          await page.addInitScript(callAtOnce, env);
        },
      });
      const { ok, at } = await tab.evaluate(() => globalThis.firstToken);
      return { ms: at, isAnswered: ok === 1 };
    }),
  tell: ({ ms, isAnswered }) => (isAnswered ? Math.round(ms) : 'no token'),
  holds: ({ isAnswered }) => isAnswered,
  figures: { ms: { of: ({ ms }) => ms, slack: 0.1 } },
};

/** Runs in the page before its scripts: makes the first call as soon as there is something to call. */
function callAtOnce(env) {
  let driven;
  Object.defineProperty(globalThis, 'bench', {
    get: () => driven,
    set(bench) {
      driven = bench;
      const called = bench.openAndCall(env, { limitMs: 30_000 });
      globalThis.firstToken = called.then(({ got }) => ({ ok: got.length, at: performance.now() }));
    },
  });
}
