import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { installPacked, optionsIn } from './install-packed.mjs';
import { root } from './suites.mjs';

const usual = ['contract', 'core', 'node'];
/** What running a project leaves in its folder, where somebody ran it. */
const leftovers = ['node_modules', '.next'];

/**
 * Copies a project out of the repository, installs it from its lockfile beside the packed packages, and runs its tests.
 *
 * @param {string} name - Of a fixture, or the path of an example: `examples/nextjs-full-stack`.
 * @param {{ packages?: readonly string[] }} [options] - The packages it is tried with, by the names of their folders.
 */
export function runFixture(name, { packages = usual } = {}) {
  const short = basename(name);
  const project = mkdtempSync(join(tmpdir(), `fanfare-${short}-`));
  const source = name === short ? join(root, 'fixtures', name) : join(root, name);
  try {
    cpSync(source, project, { recursive: true, filter: (path) => !leftovers.includes(basename(path)) });
    installPacked(project, { name: short, packages });
    return spawnSync(process.execPath, ['--test'], optionsIn(project)).status ?? 1;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}
