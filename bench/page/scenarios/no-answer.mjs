import { atOnce } from '../at-once.mjs';
import { seconds } from '../seconds.mjs';
import { longSleepMs } from './expired.mjs';

const limitMs = 35_000;

/** S7. The server takes the request and never answers. */
export const scenario = {
  id: 'no-answer',
  title: 'The server never answers: a call settles after',
  seconds: limitMs / 1000,
  measure: (bench) =>
    atOnce(bench, async (open) => {
      const scene = await open({ isLive: true });
      await scene.sleep(longSleepMs);
      scene.world.fault = 'hang';
      const { isLate, ms } = await scene.call(scene.tabs[0], { limitMs });
      return { settledMs: isLate ? undefined : ms };
    }),
  tell: ({ settledMs }) => seconds(settledMs, limitMs),
  holds: ({ settledMs }) => settledMs !== undefined,
  figures: { 'until it settles': { of: ({ settledMs }) => settledMs, slack: 0.1 } },
};
