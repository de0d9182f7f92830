import { launchChromium } from '../../e2e/src/chromium.ts';
import { bundlePeer } from './bundle-peer.mjs';
import { createTurns } from './create-turns.mjs';
import { openScene } from './open-scene.mjs';
import { startServer } from './server/start-server.mjs';

/**
 * Starts the server and one Chromium for the peers. At most `places` scenes are open at a time, and two of them are being opened:
 * that is what takes the machine. `more` are pages of other bundles, by name.
 */
export async function openBench({ peers, isQuick, places = 24, more = [] }) {
  const bundles = new Map(more);
  const shapes = new Map();
  for (const peer of peers) {
    bundles.set(peer.name, await bundlePeer(peer));
    shapes.set(peer.name, (await import(`./server/shapes/${peer.name}.mjs`)).shape);
  }
  const [server, browser] = await Promise.all([startServer(bundles), launchChromium()]);
  const [scenes, openings] = [createTurns(places), createTurns(2)];

  const openOne = async (peer, options) => {
    await openings.take();
    try {
      return await openScene({ browser, server, peer, shape: shapes.get(peer.name) }, options);
    } finally {
      openings.leave();
    }
  };

  return {
    peers,
    isQuick,
    version: browser.version(),
    async open(peer, options) {
      await scenes.take();
      try {
        const scene = await openOne(peer, options);
        const { close } = scene;
        let closing;
        return Object.assign(scene, { close: () => (closing ??= close().finally(scenes.leave)) });
      } catch (error) {
        scenes.leave();
        throw error;
      }
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
