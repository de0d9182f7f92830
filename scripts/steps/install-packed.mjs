import { execFileSync } from 'node:child_process';
import { packAll } from '../pack.mjs';
import { cleanEnv } from '../toolchain/env.mjs';

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** How commands are run in a project that has a lockfile of its own. */
export const optionsIn = (project) => ({
  cwd: project,
  env: cleanEnv(process.env),
  shell: process.platform === 'win32',
  stdio: 'inherit',
});

/**
 * Installs a project from its own lockfile, and beside that the packed packages, as merchants have them.
 *
 * @param {string} project - Its folder.
 * @param {{ name: string, packages: readonly string[] }} options - A name for the tarballs, and the packages by the names of their
 *   folders.
 */
export function installPacked(project, { name, packages }) {
  execFileSync('npm', ['ci', ...quiet], optionsIn(project));
  const tarballs = packAll(name).filter((packed) => packages.includes(packed.name.split('/')[1]));
  const files = tarballs.map(({ tarball }) => tarball);
  execFileSync('npm', ['install', '--no-save', ...quiet, ...files], optionsIn(project));
}
