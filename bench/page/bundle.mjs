import { basename } from 'node:path';
import { build } from 'esbuild';

/** Bundles a module as a shop would: minified, and split where parts are loaded later. The entry is `entry.js`. */
export async function bundle(contents) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, sourcefile: 'entry.js' },
    bundle: true,
    splitting: true,
    entryNames: 'entry',
    outdir: 'out',
    write: false,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const files = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  return { files, first: reach(metafile.outputs).map((path) => basename(path)) };
}

/** Follows the imports that are loaded before the entry runs. */
function reach(outputs) {
  const found = new Set();
  const visit = (path) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind !== 'dynamic-import' && outputs[next] !== undefined) visit(next);
  };
  visit(Object.keys(outputs).find((path) => basename(path) === 'entry.js'));
  return [...found];
}
