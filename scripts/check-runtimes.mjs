// Protects: "what is published installs without a workspace, and loads by import and by require on every Node we
// support". Installs the packed tarballs into an empty project outside the repository.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll } from './pack.mjs';
import { consumerManifest } from './runtimes/consumer-manifest.mjs';
import { root } from './steps/suites.mjs';
import { cleanEnv } from './toolchain/env.mjs';
import { packedNode } from './toolchain/plan.mjs';

// The oldest version that `engines` promises, then the newest of each line.
const VERSIONS = ['22.13.0', '22', '24', '26'];
const shell = process.platform === 'win32';
const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

const project = mkdtempSync(join(tmpdir(), 'fanfare-consumer-'));
const options = { cwd: project, env: cleanEnv(process.env), shell, stdio: 'inherit' };

try {
  writeFileSync(join(project, 'package.json'), JSON.stringify(consumerManifest(packAll('runtimes'))));
  cpSync(join(root, 'scripts', 'runtimes', 'load-all.mjs'), join(project, 'load-all.mjs'));
  execFileSync('npm', ['install', '--ignore-scripts', ...quiet], options);
  process.exitCode = VERSIONS.filter((version) => !loads(version)).length > 0 ? 1 : 0;
} finally {
  rmSync(project, { recursive: true, force: true });
}

function loads(version) {
  const args = ['--yes', ...quiet, '-p', packedNode(version), '--', 'node', '--no-warnings', 'load-all.mjs'];
  return spawnSync('npx', args, options).status === 0;
}
