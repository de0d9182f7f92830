// Protects: "the recipes that hand webhooks to a queue work". Installs the packed packages beside BullMQ and pg-boss,
// outside of the repository, and runs the recipes against a real Redis and a real PostgreSQL.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packAll } from './pack.mjs';
import { root } from './steps/suites.mjs';
import { cleanEnv } from './toolchain/env.mjs';

const services = {
  PostgreSQL: process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/test',
  Redis: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379',
};
const needed = ['@fanfare/contract', '@fanfare/core', '@fanfare/node'];
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

const missing = [];
for (const [name, url] of Object.entries(services)) if (!(await listens(new URL(url)))) missing.push(name);
if (missing.length > 0)
  console.log(`SKIPPED: the recipes for queues: ${missing.join(' and ')} cannot be reached`);
else process.exitCode = run();

function run() {
  const project = mkdtempSync(join(tmpdir(), 'fanfare-queues-'));
  const options = {
    cwd: project,
    env: cleanEnv(process.env),
    shell: process.platform === 'win32',
    stdio: 'inherit',
  };
  try {
    cpSync(join(root, 'fixtures', 'webhook-queues'), project, { recursive: true });
    execFileSync('npm', ['ci', ...quiet], options);
    const tarballs = packAll('queues').filter(({ name }) => needed.includes(name));
    execFileSync(
      'npm',
      ['install', '--no-save', ...quiet, ...tarballs.map(({ tarball }) => tarball)],
      options,
    );
    return spawnSync(process.execPath, ['--test'], options).status ?? 1;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function listens({ hostname, port, protocol }) {
  const fallback = protocol === 'redis:' ? 6379 : 5432;
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: port === '' ? fallback : Number(port) });
    const end = (answer) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', end(true)).on('error', end(false));
  });
}
