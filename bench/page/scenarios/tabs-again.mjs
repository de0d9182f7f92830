import { told } from '../told.mjs';
import { longSleepMs } from './expired.mjs';

const [rounds, enough] = [20, 3];

/**
 * S3r. Four tabs that stay open wake from two hours of sleep, again and again, and each makes 25 calls at once. A session that is
 * killed is replaced by a new one; whoever loses the first three is not asked further.
 */
export const scenario = {
  id: 'tabs-again',
  title: '4 open tabs × 25 calls after two hours of sleep, 20 times: sessions killed',
  isTimed: true,
  async measure(bench) {
    const found = await Promise.all(
      bench.peers.map(async (peer) => {
        const turns = { bench, peer };
        return [peer.name, await told((open) => wakeAgain(open, bench.isQuick ? 1 : rounds), turns)];
      }),
    );
    return Object.fromEntries(found);
  },
  tell: ({ killed, of, failed }) => `${killed} of ${of}${failed === 0 ? '' : `, ${failed} calls failed`}`,
  holds: ({ killed, failed }) => killed === 0 && failed === 0,
  figures: { requests: { of: ({ requests, of }) => requests / of, slack: 0.1 } },
};

async function wakeAgain(open, times) {
  const sum = { killed: 0, of: 0, failed: 0, requests: 0 };
  let scene;
  for (; sum.of < times && !(sum.of >= enough && sum.killed === sum.of); sum.of += 1) {
    scene ??= await open({ tabs: 4, latencyMs: 50, isLive: true });
    const { world } = scene;
    await scene.sleep(longSleepMs);
    const atMs = Date.now() + 100;
    const all = await Promise.all(
      scene.tabs.map((tab) => scene.call(tab, { count: 25, atMs, limitMs: 20_000 })),
    );
    sum.requests += world.refreshes;
    if (!world.family.isRevoked) {
      sum.failed += all.reduce((failed, { ok }) => failed + 25 - ok, 0);
      continue;
    }
    sum.killed += 1;
    await scene.close();
    scene = undefined;
  }
  return sum;
}
