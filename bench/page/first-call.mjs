import { openBench } from './open-bench.mjs';
import { peers } from './peers.mjs';
import { expired } from './scenarios/expired.mjs';

/** Lets a real Chromium make the first call of each page, and tells which files it loaded for that. */
export async function filesOfFirstCalls(pages) {
  const [fanfare] = peers;
  const more = new Map(pages.map((page) => [page.name, page]));
  const bench = await openBench({ peers: [fanfare], isQuick: true, more });
  try {
    const loaded = {};
    for (const { name } of pages) loaded[name] = await filesOf(bench, { name, fanfare });
    return loaded;
  } finally {
    await bench.close();
  }
}

async function filesOf(bench, { name, fanfare }) {
  const scene = await bench.open(fanfare, expired);
  const tab = await scene.context.newPage();
  const files = [];
  tab.on('response', (answer) => {
    const { pathname } = new URL(answer.url());
    if (pathname.startsWith('/bundles/')) files.push(pathname.split('/').at(-1));
  });
  await tab.goto(`${scene.world.origin}/bench?peer=${encodeURIComponent(name)}`, {
    waitUntil: 'networkidle',
  });
  await tab.evaluate((baseUrl) => globalThis.firstCall(baseUrl), scene.world.origin);
  await tab.waitForLoadState('networkidle');
  await scene.close();
  return [...new Set(files)];
}
