// Runs one of the repository's scripts with the Node and pnpm it needs, on a machine that may have neither.
// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnv, npxEnv, pnpmEnv } from './toolchain/env.mjs';
import { MARKER, npxArguments, planToolchain } from './toolchain/plan.mjs';
import { runChild, shell } from './toolchain/run-child.mjs';

const { platform, arch } = process;
// Dependencies that another pnpm or another store installed are replaced without asking.
const INSTALL = [
  'install',
  '--frozen-lockfile',
  '--prefer-offline',
  '--reporter=append-only',
  '--config.confirmModulesPurge=false',
];
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [script, ...rest] = process.argv.slice(2);
const env = cleanEnv(process.env);

const say = (line) => process.stdout.write(`toolchain: ${line}\n`);

function fail(message) {
  process.stderr.write(`toolchain: ${message}\n`);
  process.exit(1);
}

/** Asks outside the repository, so that neither pnpm nor corepack fetches another version in order to answer. */
function output(command, args) {
  const probeEnv = { ...env, COREPACK_ENABLE_NETWORK: '0', pnpm_config_pm_on_fail: 'ignore' };
  const options = {
    cwd: tmpdir(),
    env: probeEnv,
    encoding: 'utf8',
    timeout: 20_000,
    shell,
    windowsHide: true,
  };
  const { status, stdout } = spawnSync(command, args, options);
  return status === 0 ? stdout.trim() : undefined;
}

async function bring(packages) {
  say(`Node ${process.versions.node} is running; fetching ${packages.join(' and ')} for this command only`);
  const runsScripts = packages.some((name) => name.startsWith('node@'));
  if (runsScripts && output('npm', ['config', 'get', 'ignore-scripts']) === 'true') {
    say(
      'ignore-scripts is set; overridden for this download, because the package node needs its install script',
    );
  }
  const args = npxArguments(packages, script, rest);
  return runChild('npx', args, { cwd: root, env: npxEnv(env, packages, { runsScripts }) });
}

async function main() {
  const found = { node: process.versions.node, pnpm: output('pnpm', ['--version']) };
  const plan = planToolchain({ script, rest, found, marked: env[MARKER] !== undefined, platform, arch });
  if (plan.action === 'fail') return fail(plan.message);
  if (plan.action === 'bring') return bring(plan.packages);

  say(`Node ${found.node}, pnpm ${found.pnpm}; installing dependencies from the lockfile`);
  const options = { cwd: root, env: pnpmEnv(env) };
  await runChild('pnpm', INSTALL, { ...options, quiet: true });

  say(`pnpm run ${[script, ...rest].join(' ')}`);
  return runChild('pnpm', ['--silent', 'run', script, ...rest], options);
}

await main();
