import { execFileSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** A PostgreSQL of one's own, to be treated badly. */
export interface PrivatePostgres {
  readonly url: string;
  /** Stops it as a loss of power would, as far as the server can tell, and starts it again. */
  crash(): Promise<void>;
  close(): void;
}

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
  const run = (program: string, ...args: string[]): void =>
    void execFileSync(join(dirname(initdb), program), args, { ...owner, cwd: folder, stdio: 'ignore' });
  run('initdb', '-D', data, '-A', 'trust', '-U', 'postgres');
  const port = await freePort();
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1`;
  const start = ['start', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options];
  run('pg_ctl', ...start);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async crash() {
      run('pg_ctl', 'stop', '-D', data, '-m', 'immediate', '-w');
      run('pg_ctl', ...start);
    },
    close() {
      run('pg_ctl', 'stop', '-D', data, '-m', 'immediate', '-w');
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

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo; // it listens on a port
      server.close(() => resolve(port));
    });
  });
}
