import { atOnce } from '../at-once.mjs';
import { pause } from '../pause.mjs';
import { longSleepMs } from './expired.mjs';

/** S9. The refresh takes effect and its answer is cut in the middle; the next tries are made half a second apart. */
const lostAnswer = ({ id, title, graceMs }) => ({
  id,
  title,
  measure: (bench) =>
    atOnce(bench, async (open) => {
      const scene = await open({ isLive: true, graceMs });
      const [tab] = scene.tabs;
      await scene.sleep(longSleepMs);
      scene.world.fault = 'lose';
      let calls = [await scene.call(tab, { limitMs: 30_000 })];
      for (let more = 0; more < 4 && calls.at(-1).ok === 0; more += 1) {
        await pause(500);
        calls = [...calls, await scene.call(tab, { limitMs: 10_000 })];
      }
      const isAlive = await scene.isAlive();
      const { refreshes } = scene.world;
      const at = calls.findIndex(({ ok }) => ok === 1);
      return { isAlive, okAtCall: at < 0 ? undefined : at + 1, requests: refreshes };
    }),
  tell: ({ okAtCall, isAlive }) => {
    if (okAtCall === undefined) return isAlive ? 'lives, no token' : 'dead';
    return okAtCall === 1 ? 'ok' : `ok at call ${okAtCall}`;
  },
  holds: ({ isAlive, okAtCall }) => isAlive && okAtCall !== undefined,
  figures: { 'calls until it is answered': { of: ({ okAtCall }) => okAtCall } },
});

export const strict = lostAnswer({
  id: 'lost-answer',
  title: 'An answer is lost, strict server',
  graceMs: 0,
});
export const forgiving = lostAnswer({
  id: 'lost-answer-grace',
  title: 'An answer is lost, 10 s of grace',
  graceMs: 10_000,
});
