// Type-checks every tsconfig of the workspace with the native compiler, two at a time.
import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './steps/suites.mjs';

const tsc = join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
const configs = globSync('{packages/*,examples/*,e2e,bench,scripts}/tsconfig*.json', { cwd: root })
  .filter(hasInputs)
  .filter(isInstalled);

let failed = 0;
const check = async (config) => {
  const child = spawn(process.execPath, [tsc, '-p', config], { cwd: root, stdio: 'inherit' });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) failed += 1;
};

const lane = async () => {
  for (let config = configs.shift(); config; config = configs.shift()) await check(config);
};
await Promise.all([lane(), lane()]);
process.exitCode = failed > 0 ? 1 : 0;

// What has a lockfile of its own is installed elsewhere, and checked there: `next build` does so.
function isInstalled(config) {
  return !existsSync(join(root, dirname(config), 'package-lock.json'));
}

// tsc fails on a configuration without files; a package may have no tests of types yet.
function hasInputs(config) {
  if (!config.endsWith('tsconfig.test.json')) return true;
  return globSync('{test,test-d}/**/*.{ts,tsx}', { cwd: join(root, dirname(config)) }).length > 0;
}
