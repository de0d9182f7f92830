// One tsup configuration for all packages. The entries come from the package.json, so that a new
// subpath needs no second mention.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageEntries } from './package-entries.mjs';

/** @param {string} directory - Where the package lives. */
export function packageConfig(directory) {
  const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return {
    entry: packageEntries(manifest),
    // `#name` stays an import, so that the bundler of an application chooses among its conditions.
    external: [/^node:/, ...Object.keys(manifest.imports ?? {})],
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    tsconfig: 'tsconfig.json',
    dts: true,
    clean: true,
    removeNodeProtocol: false,
    silent: true,
  };
}
