import { atOnce } from '../at-once.mjs';
import { seconds } from '../seconds.mjs';
import { untilAnswered } from '../until-answered.mjs';
import { longSleepMs } from './expired.mjs';

const [failLimitMs, recoverLimitMs] = [40_000, 75_000];

/** S5. The refresh is answered 500 until the first call has failed; then the server is well, and the page asks four times a second. */
export const scenario = {
  id: 'server-error',
  title: '500: the first call fails after, then a token after',
  seconds: 80,
  measure: (bench) =>
    atOnce(bench, async (open) => {
      const scene = await open({ isLive: true });
      const [tab] = scene.tabs;
      await scene.sleep(longSleepMs);
      scene.world.fault = { status: 500 };
      const first = await scene.call(tab, { limitMs: failLimitMs });
      scene.world.fault = undefined;
      const recoveredMs = await untilAnswered(scene, { tab, limitMs: recoverLimitMs });
      return { failedMs: first.isLate ? undefined : first.ms, recoveredMs };
    }),
  tell: ({ failedMs, recoveredMs }) =>
    `${seconds(failedMs, failLimitMs)}, ${seconds(recoveredMs, recoverLimitMs)}`,
  holds: ({ recoveredMs }) => recoveredMs !== undefined,
  figures: {
    'until it fails': { of: ({ failedMs }) => failedMs ?? failLimitMs, slack: 0.5, atLeast: 500 },
    'until it recovers': { of: ({ recoveredMs }) => recoveredMs, slack: 0.5, atLeast: 500 },
  },
};
