import { launchChromium } from '../../e2e/src/chromium.ts';
import { bundlePeer } from './bundle-peer.mjs';
import { openScene } from './open-scene.mjs';
import { startServer } from './server/start-server.mjs';

/** Starts the server and one Chromium for the peers. At most `places` scenes are open at a time: more of them wait their turn. `more` are pages of
 * other bundles, by name. */
export async function openBench({ peers, isQuick, places = 24, more = [] }) {
  const bundles = new Map(more);
  const shapes = new Map();
  for (const peer of peers) {
    bundles.set(peer.name, await bundlePeer(peer));
    shapes.set(peer.name, (await import(`./server/shapes/${peer.name}.mjs`)).shape);
  }
  const [server, browser] = await Promise.all([startServer(bundles), launchChromium()]);
  const turns = [];
  let free = places;
  const leave = () => {
    const next = turns.shift();
    if (next === undefined) free += 1;
    else next();
  };

  return {
    peers,
    isQuick,
    version: browser.version(),
    async open(peer, options) {
      if (free > 0) free -= 1;
      else await new Promise((resolve) => turns.push(resolve));
      try {
        const scene = await openScene({ browser, server, peer, shape: shapes.get(peer.name) }, options);
        const { close } = scene;
        let closing;
        return Object.assign(scene, { close: () => (closing ??= close().finally(leave)) });
      } catch (error) {
        leave();
        throw error;
      }
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
