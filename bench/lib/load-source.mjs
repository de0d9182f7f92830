import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** Loads what a package keeps to itself, bundled from its sources. */
export async function loadSource(name, contents) {
  const outfile = join(root, '.cache', 'bench', `${name}.mjs`);
  await build({
    stdin: { contents, resolveDir: join(root, 'packages', 'node', 'src') },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@fanfare/source'],
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}
