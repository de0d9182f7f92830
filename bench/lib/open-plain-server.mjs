import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Starts the plain server; its work is not counted, because it happens in another process. */
export async function openPlainServer() {
  const child = fork(join(import.meta.dirname, 'plain-server.mjs'));
  const [port] = await once(child, 'message');
  return { port, close: () => child.kill() };
}
