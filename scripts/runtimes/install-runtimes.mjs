import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '../steps/suites.mjs';

/** Installs Deno, Bun and workerd from the lockfile of their fixture, and returns how each is called. */
export function installRuntimes(directory, { quiet, ...options }) {
  cpSync(join(root, 'fixtures', 'runtimes'), directory, { recursive: true });
  const npm = (...args) => execFileSync('npm', [...args, ...quiet], { ...options, cwd: directory });
  npm('ci', '--ignore-scripts');
  npm('rebuild', 'bun', 'workerd'); // whose scripts put the program of this platform into its place
  const { resolve } = createRequire(join(directory, 'package.json'));
  const program = (name, file) => join(dirname(resolve(`${name}/package.json`)), file);
  const suite = ['in-process.mjs', 'given.json'];
  return {
    commands: {
      Deno: [process.execPath, program('deno', 'bin.cjs'), 'run', '--allow-all', ...suite],
      Bun: [program('bun', 'bin/bun.exe'), ...suite],
    },
    workerd: program('workerd', 'bin/workerd'),
  };
}
