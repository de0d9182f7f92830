import { atOnce } from '../at-once.mjs';
import { pause } from '../pause.mjs';

/** S11. The shopper signs out while a refresh of half a second is under way. Then: what storage holds, and what a new tab gets. */
export const scenario = {
  id: 'sign-out-race',
  title: 'Sign-out during a refresh: signed in again?',
  measure: (bench) =>
    atOnce(bench, async (open) => {
      const scene = await open({ isLive: true });
      const { world } = scene;
      const [tab] = scene.tabs;
      world.latencyMs = 500;
      world.refreshes = 0;
      const refresh = scene.call(tab, { refreshes: true, limitMs: 15_000 });
      for (let waited = 0; world.refreshes === 0 && waited < 5_000; waited += 10) await pause(10);
      const left = tab.evaluate(() =>
        globalThis.bench.signOut().then(
          () => true,
          (error) => String(error),
        ),
      );
      await refresh;
      const signedOut = await Promise.race([left, pause(10_000)]);
      await pause(500);
      const isStored = (await tab.evaluate(readStorage)).includes(world.family.current);
      const wasRefreshing = world.refreshes > 0;
      const other = await scene.newTab();
      await scene.open(other);
      const { got } = await scene.call(other, { limitMs: 10_000 });
      return { isBack: isStored || got > 0, isStored, isServed: got > 0, signedOut, wasRefreshing };
    }),
  tell: ({ isBack, wasRefreshing }) => (wasRefreshing ? (isBack ? 'yes' : 'no') : 'no refresh was under way'),
  holds: ({ isBack, wasRefreshing }) => wasRefreshing && !isBack,
  figures: {},
};

/** Runs in the page: all that can be read from its storage, as text. */
async function readStorage() {
  const parts = [...Object.values(localStorage), ...Object.values(sessionStorage), document.cookie];
  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      parts.push(JSON.stringify(await asked(database.transaction(store).objectStore(store).getAll())));
    database.close();
  }
  return parts.join('\n');
}
