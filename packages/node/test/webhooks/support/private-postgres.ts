import { execFile, execFileSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';

/** A PostgreSQL of one's own, to be treated badly. */
export interface PrivatePostgres {
  readonly url: string;
  /** Ends it with SIGKILL, as a loss of power would, and starts it again. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

const runFile = promisify(execFile);
/** A server that was killed leaves children behind, and until they are gone no other one starts. */
const startTries = 60;

/** Starts one on a free port; `undefined` where its programs are not installed. */
export async function startPrivatePostgres(): Promise<PrivatePostgres | undefined> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'initdb'));
  const [initdb] = globSync([...folders, '/usr/lib/postgresql/*/bin/initdb'])
    .sort()
    .reverse();
  if (initdb === undefined) return undefined;
  const owner = unprivileged();
  const folder = mkdtempSync(join(tmpdir(), 'fanfare-postgres-'));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const run = (program: string, ...args: string[]): Promise<unknown> =>
    runFile(join(dirname(initdb), program), args, { ...owner, cwd: folder });
  await run('initdb', '-D', data, '-A', 'trust', '-U', 'postgres');
  const port = await freePort();
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  const start = async (): Promise<void> => {
    for (let left = startTries; ; left -= 1) {
      try {
        await run('pg_ctl', 'start', '-D', data, '-w', '-t', '120', '-l', join(folder, 'log'), '-o', options);
        return;
      } catch (error) {
        if (left === 0) throw error;
        await pause(250);
      }
    }
  };
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async crash() {
      const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
      await start();
    },
    async close() {
      await run('pg_ctl', 'stop', '-D', data, '-m', 'immediate', '-w');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
