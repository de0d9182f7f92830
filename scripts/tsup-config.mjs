// One tsup configuration for all packages. The entries come from the package.json, so that a new
// subpath needs no second mention.
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageEntries } from './package-entries.mjs';

/**
 * @param {string} directory - Where the package lives.
 * @param {{ onSuccess?: () => Promise<void> }} [options] - What else is made of the built files.
 */
export function packageConfig(directory, { onSuccess } = {}) {
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
    async onSuccess() {
      // Every package says how to report a vulnerability; there is one text.
      copyFileSync(join(directory, '..', '..', 'SECURITY.md'), join(directory, 'SECURITY.md'));
      await onSuccess?.();
    },
  };
}
