import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type * as Entry from './react-entry.js';

/** One version of React with the package on top of it. */
export type ReactVersion = typeof Entry;

/** The versions that the package is tried with: the installed one, and the one that `-18` stands for. */
export const reactVersions = ['19', '18'] as const;

const require = createRequire(import.meta.url);
const aliases = {
  '19': {},
  '18': {
    react: dirname(require.resolve('react-18/package.json')),
    'react-dom': dirname(require.resolve('react-dom-18/package.json')),
  },
};

const loaded = new Map<string, Promise<ReactVersion>>();

/**
 * Loads the package's sources with one version of React. Each is a bundle: React's own packages ask for `react` by name,
 * and there is one answer to that in a folder.
 */
export function loadReact(version: (typeof reactVersions)[number]): Promise<ReactVersion> {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  const known = loaded.get(version);
  if (known !== undefined) return known;
  const loading = bundle(version);
  loaded.set(version, loading);
  return loading;
}

async function bundle(version: (typeof reactVersions)[number]): Promise<ReactVersion> {
  // Below node_modules, so that the test runner takes it as it is.
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'react-versions');
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `react-${version}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'react-entry.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    sourcemap: 'inline',
    logLevel: 'error',
    conditions: ['@fanfare/source'],
    define: { 'process.env.NODE_ENV': '"development"' },
    alias: aliases[version],
  });
  return (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as ReactVersion; // of this very entry
}
