import { spawn } from 'node:child_process';

/** npm, npx and pnpm are batch files on Windows, which only a shell can start. */
export const shell = process.platform === 'win32';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command with our terminal, hands signals on to it, and ends this process the way the child ended.
 * With `quiet`, prints only when it fails, and returns when it succeeds.
 */
export function runChild(command, args, { cwd, env, quiet = false }) {
  const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(command, args, { cwd, env, stdio, shell, windowsHide: true });
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));

  const forward = (signal) => child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);

  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`toolchain: cannot start ${command}: ${error.message}\n`);
      process.exit(1);
    });
    child.on('close', (code, signal) => {
      for (const name of SIGNALS) process.off(name, forward);
      if (quiet && code === 0) return resolve();
      if (quiet) process.stderr.write(Buffer.concat(chunks));
      if (signal) return process.kill(process.pid, signal);
      process.exitCode = code ?? 1;
      if (quiet) process.exit(process.exitCode);
      resolve();
    });
  });
}
