import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './steps/suites.mjs';

const shell = process.platform === 'win32';

/** Packs every published package as `pnpm publish` would, into an empty folder. */
export function packAll(folder) {
  const destination = join(root, '.cache', folder);
  rmSync(destination, { recursive: true, force: true });
  mkdirSync(destination, { recursive: true });

  return globSync('packages/*/package.json', { cwd: root })
    .filter((file) => !JSON.parse(readFileSync(join(root, file), 'utf8')).private)
    .map((file) => pack(join(root, dirname(file)), destination));
}

function pack(cwd, destination) {
  const args = ['pack', '--json', '--pack-destination', destination];
  const { name, filename, files } = JSON.parse(execFileSync('pnpm', args, { cwd, encoding: 'utf8', shell }));
  return { name, folder: cwd, tarball: filename, files: files.map(({ path }) => path) };
}
