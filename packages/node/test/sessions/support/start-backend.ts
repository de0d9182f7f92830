import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BackendPlan } from './backend-process.js';
import { openPage, type ShopPage } from './shop-page.js';

/** A process of a backend. */
export interface BackendProcess {
  /** Opens a browser with a page of the shop, whose requests this process answers. */
  page(cookies?: ShopPage): ShopPage;
  /** Ends it as `kill -9` does: nothing of it runs any more. */
  kill(): Promise<void>;
}

const hooks = new URL('../../../../../e2e/scripts/resolve-sources.mjs', import.meta.url);
const script = fileURLToPath(new URL('./backend-process.ts', import.meta.url));

/** Starts a process and waits until it listens. */
export async function startBackend(plan: BackendPlan): Promise<BackendProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=@fanfare/source', '--import', hooks.href, script, JSON.stringify(plan)],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const exited = once(child, 'exit');
  const [port] = (await Promise.race([
    once(child, 'message'),
    exited.then(() => {
      throw new Error('The process ended before it listened.');
    }),
  ])) as [number];

  const handler = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const body = request.method === 'GET' ? undefined : await request.text();
    return fetch(`http://127.0.0.1:${port}${pathname}`, {
      method: request.method,
      headers: request.headers,
      ...(body !== undefined && { body }),
    });
  };
  return {
    page(like) {
      const page = openPage(handler);
      for (const [name, value] of like?.cookies ?? []) page.cookies.set(name, value);
      return page;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
