import { basename } from 'node:path';
import { build } from 'esbuild';

/** Bundles a module from source as a shop that splits its code does; the entry is `stdin.js`. */
export async function splitBundle(contents: string): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    splitting: true,
    outdir: 'out',
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@fanfare/source'],
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}
