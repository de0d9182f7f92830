import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** A Redis of one's own that writes everything down before it answers, to be treated badly. */
export interface PrivateRedis {
  readonly url: string;
  /** Ends it with SIGKILL, and starts it again over what it wrote. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

const startTries = 600;

/** Starts one on a free port; `undefined` where it is not installed. */
export async function startPrivateRedis(): Promise<PrivateRedis | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const program = folders.map((folder) => join(folder, 'redis-server')).find((file) => existsSync(file));
  if (program === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'fanfare-redis-'));
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always'];
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(program, [...options, ...durable], { stdio: 'ignore' });
    for (let left = startTries; !(await listens(port)); left -= 1) {
      if (left === 0 || started.exitCode !== null) throw new Error('A private Redis did not start.');
      await pause(100);
    }
    return started;
  };
  let server = await start();
  const kill = async (): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    async crash() {
      await kill();
      server = await start();
    },
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', end(true)).on('error', end(false));
  });
}
