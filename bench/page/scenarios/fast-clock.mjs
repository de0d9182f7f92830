import { atOnce } from '../at-once.mjs';

/** S10. The clock of the device is two hours fast, from the sign-in on. */
export const scenario = {
  id: 'fast-clock',
  title: 'Device clock 2 h fast: refreshes in 20 calls',
  measure: (bench) =>
    atOnce(bench, async (open) => {
      const scene = await open({ shiftMs: 2 * 3_600_000 });
      const [tab] = scene.tabs;
      let ok = (await scene.openAndCall(tab, { limitMs: 20_000 })).ok;
      const atLoad = scene.world.refreshes;
      for (let more = 1; more < 20; more += 1) ok += (await scene.call(tab, { limitMs: 20_000 })).ok;
      const { refreshes } = scene.world;
      return { refreshes, atLoad, ok };
    }),
  tell: ({ refreshes, ok }) => (ok === 20 ? `${refreshes}` : `${refreshes}, ${20 - ok} failed`),
  holds: ({ ok }) => ok === 20,
  figures: { refreshes: { of: ({ refreshes }) => refreshes } },
};
