import { pause } from './pause.mjs';

/** Calls again and again until a call is answered with a good token; how long that took, or `undefined` if it never was. */
export async function untilAnswered(scene, { tab, everyMs = 250, limitMs }) {
  const started = performance.now();
  for (;;) {
    const left = limitMs - (performance.now() - started);
    if (left <= 0 || scene.world.family.isRevoked) return undefined;
    const { ok } = await scene.call(tab, { limitMs: left });
    if (ok === 1) return performance.now() - started;
    await pause(everyMs);
  }
}
