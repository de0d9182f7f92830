import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Bundles the suite as for a worker: by the conditions that a bundler for the edge has, with no module of Node in it. */
export async function bundleWorkers(project, tools) {
  const { build } = createRequire(join(tools, 'package.json'))('esbuild');
  const { metafile } = await build({
    entryPoints: [join(project, 'on-worker.mjs')],
    outfile: join(project, 'worker.js'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*'],
    metafile: true,
    logLevel: 'error',
  });
  const needed = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  if (needed.length > 0) throw new Error(`On a worker the packages need ${needed.join(', ')}`);
}
