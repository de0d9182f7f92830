import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

/** What a shop's bundler makes of an import. */
export interface Bundle {
  /** Everything that loads before anything runs. */
  readonly first: BundlePart;
  /** What is loaded when it is needed, if ever. */
  readonly lazy: BundlePart;
  /** The chunks of `lazy` by the module they begin with, minified and compressed, in bytes. */
  readonly lazyBytes: Readonly<Record<string, number>>;
  /** The files in each of them. */
  readonly lazyFiles: Readonly<Record<string, readonly string[]>>;
  /** For each of them what is asked for only when it has come, since it imports it and nothing did before. */
  readonly lazyImports: Readonly<
    Record<string, { readonly files: readonly string[]; readonly later: readonly string[] }>
  >;
}

/** Some of the chunks of a bundle. */
export interface BundlePart {
  readonly text: string;
  /** Minified and compressed, chunk by chunk, in bytes. */
  readonly gzipBytes: number;
  /** The files that something of is in it. */
  readonly files: readonly string[];
}

/** How a bundle is made. */
export interface BundleOptions {
  /** Whether modules may be left for later. @default true */
  readonly splitting?: boolean;
}

/** Bundles an import as a shop does. */
export async function bundle(contents: string, { splitting = true }: BundleOptions = {}): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    splitting,
    outdir: 'out',
    write: false,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@fanfare/source'],
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const part = (paths: readonly string[]): BundlePart => {
    const chunks = paths.map((path) => texts.get(basename(path)) ?? '');
    return {
      text: chunks.join('\n'),
      gzipBytes: chunks.reduce((sum, chunk) => sum + gzipped(chunk), 0),
      files: paths.flatMap((path) => filesOf(metafile, path)),
    };
  };
  const entries = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint === '<stdin>');
  const start = entries.map(([path]) => path);
  const first = reach(metafile, start, (kind) => kind !== 'dynamic-import');
  const later = reach(metafile, start, () => true).filter((path) => !first.includes(path));
  const lazyBytes = later.map((path) => [nameOf(path), gzipped(texts.get(basename(path)) ?? '')] as const);
  const lazyFiles = later.map((path) => [nameOf(path), filesOf(metafile, path)] as const);
  const lazyImports = later.map((path) => {
    const imported = reach(metafile, [path], (kind) => kind !== 'dynamic-import').map(nameOf);
    const isLater = (name: string): boolean => name !== nameOf(path) && !first.map(nameOf).includes(name);
    return [nameOf(path), { files: filesOf(metafile, path), later: imported.filter(isLater) }] as const;
  });
  return {
    first: part(first),
    lazy: part(later),
    lazyBytes: Object.fromEntries(lazyBytes),
    lazyFiles: Object.fromEntries(lazyFiles),
    lazyImports: Object.fromEntries(lazyImports),
  };
}

/** Follows the imports of some kinds from chunk to chunk. */
function reach(
  { outputs }: Metafile,
  start: readonly string[],
  follows: (kind: string) => boolean,
): readonly string[] {
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) if (follows(kind)) visit(next);
  };
  start.forEach(visit);
  return [...found];
}

function filesOf({ outputs }: Metafile, path: string): readonly string[] {
  const inputs = Object.entries(outputs[path]?.inputs ?? {});
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file);
}

function gzipped(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}

function nameOf(path: string): string {
  return basename(path, '.js');
}
