import { spawn } from 'node:child_process';

/** npm, npx and pnpm are batch files on Windows, which only a shell can start. */
export const shell = process.platform === 'win32';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const GRACE_MS = 2_000;

/**
 * Runs a command with our terminal, hands signals on to it, and ends this process the way the child ended.
 * With `quiet`, prints only when it fails, and returns when it succeeds.
 */
export function runChild(command, args, { cwd, env, quiet = false }) {
  const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const own = { ...env, FANFARE_TOOLCHAIN_PID: String(process.pid) };
  const child = spawn(command, args, { cwd, env: own, stdio, shell, windowsHide: true });
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));

  const forward = (signal) => {
    child.kill(signal);
    // The shells between us and a server do not hand signals on; servers stop when this process is gone.
    if (signal !== 'SIGINT') setTimeout(() => process.exit(143), GRACE_MS).unref();
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  const parent = process.ppid;
  const orphaned = setInterval(() => process.ppid !== parent && forward('SIGTERM'), 1_000).unref();

  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`toolchain: cannot start ${command}: ${error.message}\n`);
      process.exit(1);
    });
    child.on('close', (code, signal) => {
      for (const name of SIGNALS) process.off(name, forward);
      clearInterval(orphaned);
      if (quiet && code === 0) return resolve();
      if (quiet) process.stderr.write(Buffer.concat(chunks));
      if (signal) return process.kill(process.pid, signal);
      process.exitCode = code ?? 1;
      if (quiet) process.exit(process.exitCode);
      resolve();
    });
  });
}
