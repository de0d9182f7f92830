import { atOnce } from '../at-once.mjs';
import { lifetimeMs } from '../server/create-world.mjs';
import { seconds } from '../seconds.mjs';

const limitMs = 25_000;

/** S8. The token is good for 25 seconds more, and the refresh hangs, or fails with 500: the caller could be served. */
export const scenario = {
  id: 'still-good',
  title: 'Token good for 25 s more, refresh hangs / gives 500: the caller gets it after',
  seconds: limitMs / 1000,
  measure: (bench) =>
    atOnce(bench, async (open) => {
      const [hangs, fails] = await Promise.all(['hang', { status: 500 }].map((fault) => served(open, fault)));
      return { hangs, fails };
    }),
  tell: ({ hangs, fails }) => `${of(hangs)} / ${of(fails)}`,
  holds: ({ hangs, fails }) => hangs.servedMs !== undefined && fails.servedMs !== undefined,
  figures: {
    ms: { of: ({ hangs, fails }) => Math.max(hangs.servedMs, fails.servedMs), slack: 0.5, atLeast: 250 },
  },
};

async function served(open, fault) {
  const scene = await open({ isLive: true });
  await scene.sleep(lifetimeMs - 25_000);
  scene.world.fault = fault;
  const { ok, isLate, ms } = await scene.call(scene.tabs[0], { limitMs });
  const tried = scene.world.refreshes > 0;
  return { tried, servedMs: ok === 1 ? ms : undefined, failedMs: isLate || ok === 1 ? undefined : ms };
}

function of({ servedMs, failedMs }) {
  if (servedMs !== undefined) return seconds(servedMs);
  return failedMs === undefined ? 'never' : `error, ${seconds(failedMs)}`;
}
