import { build } from 'esbuild';

/**
 * Bundles an import the way an application would, and returns everything that loads together with it: paths of
 * modules and names of Node's built-ins, without what a dynamic import brings later.
 */
export async function staticGraph(specifier, { resolveDir, platform = 'browser' }) {
  const stdin = {
    contents: `import * as everything from '${specifier}'; console.log(everything);`,
    resolveDir,
  };
  const external = ['node:*'];
  const options = {
    stdin,
    external,
    platform,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    logLevel: 'silent',
  };
  const { metafile } = await build({ ...options, outdir: 'out', splitting: true });

  const seen = new Set();
  const visit = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    const imports = metafile.inputs[path]?.imports ?? [];
    for (const { path: next, kind } of imports) if (kind !== 'dynamic-import') visit(next);
  };
  visit('<stdin>');
  seen.delete('<stdin>');
  return [...seen];
}
