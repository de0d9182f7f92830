import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './suites.mjs';

const bin = join(root, 'node_modules', '.bin');
const windows = process.platform === 'win32';
const PATH = `${bin}${delimiter}${process.env.PATH}`;

// Output goes into reports: no colours, whatever the terminal wants.
const { FORCE_COLOR: _, ...inherited } = process.env;
const plain = { ...inherited, NO_COLOR: '1' };

const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of running) stop(child);
    process.exit(1);
  });
}

/** Runs one step to its end and keeps everything it prints. */
export function runStep({ name, run: [command, ...args], minutes = 10, env = {} }) {
  const started = performance.now();
  const chunks = [];
  // A group of its own, so that a step that hangs is stopped together with what it started.
  const child = spawn(command, args, {
    cwd: root,
    env: { ...plain, ...env, PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !windows,
    shell: windows,
  });
  running.add(child);
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  child.stderr.on('data', (chunk) => chunks.push(chunk));

  return new Promise((resolve) => {
    const end = (code, note = '') => {
      clearTimeout(timer);
      running.delete(child);
      resolve({
        name,
        code,
        ms: performance.now() - started,
        output: Buffer.concat(chunks).toString() + note,
      });
    };
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`\nStopped after ${minutes} minutes.\n`));
      stop(child);
    }, minutes * 60_000);
    child.on('error', (error) => end(1, `\n${error.message}\n`));
    child.on('close', (code) => end(code ?? 1));
  });
}

function stop(child) {
  try {
    if (windows) child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
