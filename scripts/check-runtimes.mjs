// Protects: "what is published installs without a workspace, loads by import and by require on every Node we support, and
// does the same in Node, Deno, Bun and a worker at the edge". Installs the packed tarballs into an empty project outside
// the repository.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll } from './pack.mjs';
import { bundleWorkers } from './runtimes/bundle-workers.mjs';
import { consumerManifest } from './runtimes/consumer-manifest.mjs';
import { installRuntimes } from './runtimes/install-runtimes.mjs';
import { startPlatform } from './runtimes/start-platform.mjs';
import { runWorker } from './runtimes/run-worker.mjs';
import { root } from './steps/suites.mjs';
import { cleanEnv } from './toolchain/env.mjs';
import { packedNode } from './toolchain/plan.mjs';

// The oldest version that `engines` promises, then the newest of each line.
const VERSIONS = ['22.13.0', '22', '24', '26'];
const WORKERS = ['worker', 'worker-with-node'];
const shell = process.platform === 'win32';
const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

const project = mkdtempSync(join(tmpdir(), 'fanfare-consumer-'));
const tools = mkdtempSync(join(tmpdir(), 'fanfare-runtimes-'));
const options = { cwd: project, env: cleanEnv(process.env), shell, stdio: 'inherit' };

try {
  writeFileSync(join(project, 'package.json'), JSON.stringify(consumerManifest(packAll('runtimes'))));
  cpSync(join(root, 'scripts', 'runtimes', 'load-all.mjs'), join(project, 'load-all.mjs'));
  cpSync(join(root, 'fixtures', 'runtimes', 'consumer'), project, { recursive: true });
  execFileSync('npm', ['install', '--ignore-scripts', ...quiet], options);
  const runtimes = installRuntimes(tools, { ...options, quiet });
  await bundleWorkers(project, tools);
  const platform = await startPlatform(project);
  try {
    const failed = [
      ...VERSIONS.filter((version) => !runsOnNode(version)),
      ...Object.keys(runtimes.commands).filter((name) => !runs(runtimes.commands[name])),
    ];
    for (const name of WORKERS)
      if (!(await runWorker(name, { project, workerd: runtimes.workerd, given: platform.given })))
        failed.push(name);
    process.exitCode = failed.length > 0 ? 1 : 0;
  } finally {
    platform.stop();
  }
} finally {
  for (const directory of [project, tools]) rmSync(directory, { recursive: true, force: true });
}

function runsOnNode(version) {
  const node = ['--yes', ...quiet, '-p', packedNode(version), '--', 'node', '--no-warnings'];
  return runs(['npx', ...node, 'load-all.mjs']) && runs(['npx', ...node, 'in-process.mjs', 'given.json']);
}

function runs([command, ...args]) {
  return spawnSync(command, args, options).status === 0;
}
