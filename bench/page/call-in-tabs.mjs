import { expired } from './scenarios/expired.mjs';

/** Loads the page in several tabs with an expired token, has each make 25 calls at the same moment, and looks what is left. */
export async function callInTabs(open, { tabs, graceMs = 0 }) {
  const scene = await open({ ...expired, tabs, graceMs, latencyMs: 50 });
  const atMs = Date.now() + 250;
  const all = await Promise.all(
    scene.tabs.map((tab) => scene.openAndCall(tab, { count: 25, atMs, limitMs: 30_000 })),
  );
  const { refreshes, family } = scene.world;
  const { reuses } = family;
  const isAlive = await scene.isAlive();
  return {
    requests: refreshes,
    ok: all.reduce((sum, { ok }) => sum + ok, 0),
    ms: Math.max(...all.map(({ ms }) => ms)),
    reuses,
    isAlive,
  };
}
