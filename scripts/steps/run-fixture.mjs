import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll } from '../pack.mjs';
import { cleanEnv } from '../toolchain/env.mjs';
import { root } from './suites.mjs';

const usual = ['contract', 'core', 'node'];
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Copies a fixture out of the repository, installs it from its lockfile beside the packed packages, and runs its tests.
 *
 * @param {string} name
 * @param {{ packages?: readonly string[] }} [options] - The packages it is tried with, by the names of their folders.
 */
export function runFixture(name, { packages = usual } = {}) {
  const project = mkdtempSync(join(tmpdir(), `fanfare-${name}-`));
  const options = {
    cwd: project,
    env: cleanEnv(process.env),
    shell: process.platform === 'win32',
    stdio: 'inherit',
  };
  try {
    cpSync(join(root, 'fixtures', name), project, { recursive: true });
    execFileSync('npm', ['ci', ...quiet], options);
    const tarballs = packAll(name).filter((packed) => packages.includes(packed.name.split('/')[1]));
    const files = tarballs.map(({ tarball }) => tarball);
    execFileSync('npm', ['install', '--no-save', ...quiet, ...files], options);
    return spawnSync(process.execPath, ['--test'], options).status ?? 1;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}
