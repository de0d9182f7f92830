// Protects: "a published package exports what it is developed with, minus the source condition", and the fields that
// a registry page and a tarball need. `--fix` rewrites `publishConfig` and `repository`.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixManifest, manifestProblems } from './manifests.mjs';
import { root } from './steps/suites.mjs';

const fix = process.argv.includes('--fix');
let failed = false;

for (const file of globSync('packages/*/package.json', { cwd: root })) {
  const directory = file.split(/[\\/]/).slice(0, 2).join('/');
  const written = JSON.parse(readFileSync(join(root, file), 'utf8'));
  if (written.private) continue;
  const manifest = fix ? fixManifest(written, directory) : written;
  if (fix) writeFileSync(join(root, file), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const problem of manifestProblems(manifest, directory)) {
    console.error(`${file}: ${problem}`);
    failed = true;
  }
}
process.exitCode = failed ? 1 : 0;
