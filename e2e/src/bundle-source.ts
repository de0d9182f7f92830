import { build } from 'esbuild';

/** Bundles a module that imports the packages by name, from their sources. */
export async function bundleSource(contents: string, platform: 'browser' | 'node'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform,
    target: 'es2022',
    conditions: ['@fanfare/source'],
  });
  return outputFiles[0]?.text ?? '';
}
