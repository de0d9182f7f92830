import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program of the demo: how to start it, and the line that says where it listens. */
interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Print what it prints, as `npm run dev` does. */
  readonly show: boolean;
}

/** A running program. */
export interface Running {
  readonly url: string;
  /** Everything it printed. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

const startupMs = 30_000;

/** Starts a Node program and waits until it prints the address that it listens on. */
export async function startProgram(program: Program): Promise<Running> {
  const child = spawn(process.execPath, program.args, {
    cwd: program.cwd,
    env: { ...process.env, ...program.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const url = await listening(child, program, lines);
  return { url, output: () => lines.join('\n'), stop: () => stop(child) };
}

function listening(child: ChildProcess, program: Program, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`${program.name} ${why}. It printed:\n${lines.join('\n')}`));
    };
    const timer = setTimeout(
      () => fail(`did not say where it listens within ${startupMs / 1000} s`),
      startupMs,
    );
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code) => fail(`ended with ${code}`));
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (program.show) console.log(`${program.name.padEnd(10)} ${line}`);
        const url = /http:\/\/(?:127\.0\.0\.1|localhost):\d+/.exec(line)?.[0];
        if (url === undefined) return;
        clearTimeout(timer);
        resolve(url);
      });
    }
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 3_000).unref();
  });
}
