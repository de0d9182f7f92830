/**
 * Builds the stand-alone script: one file for a script tag, with its hash (Subresource Integrity) and the tag beside it.
 *
 *   node scripts/build-standalone.mjs              into dist/standalone
 *   node scripts/build-standalone.mjs --out <dir>  elsewhere
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

/** @param {{ packageRoot: string, out?: string }} options - Where the package lives, and where the files go. */
export async function buildStandalone({ packageRoot, out = join(packageRoot, 'dist', 'standalone') }) {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const { outputFiles } = await build({
    absWorkingDir: packageRoot,
    entryPoints: ['src/index.ts'],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    globalName: 'Fanfare',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@fanfare/source'],
    // A comment of esbuild's names files of this machine; the bytes must depend on nothing but the sources.
    legalComments: 'none',
    banner: { js: `/*! @fanfare/browser ${version}, MIT license */` },
  });
  const [{ contents }] = outputFiles;
  const integrity = `sha384-${createHash('sha384').update(contents).digest('base64')}`;
  const name = `fanfare-${version}.js`;
  const tag = `<script src="/${name}" integrity="${integrity}" crossorigin="anonymous"></script>`;
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'fanfare.js'), contents);
  writeFileSync(
    join(out, 'integrity.json'),
    `${JSON.stringify({ version, integrity, bytes: contents.length, tag }, null, 2)}\n`,
  );
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  await buildStandalone({ packageRoot: join(import.meta.dirname, '..'), ...values });
}
