import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TokenOrder, TokenPlan } from './token-process.js';

/** A process that shares its tokens with others. */
export interface TokenProcess {
  /** Gives it an order, and returns the token that it has then. */
  tell(order: TokenOrder): Promise<string>;
  /** Ends it as `kill -9` does: nothing of it runs any more. */
  kill(): Promise<void>;
}

const hooks = new URL('../../../../../e2e/scripts/resolve-sources.mjs', import.meta.url);
const script = fileURLToPath(new URL('./token-process.ts', import.meta.url));

/** Starts a process and waits until it takes orders. */
export async function startTokenProcess(plan: TokenPlan): Promise<TokenProcess> {
  const child = fork(script, [JSON.stringify(plan)], {
    execArgv: ['--conditions=@fanfare/source', '--no-warnings', '--import', hooks.href],
  });
  const exited = once(child, 'exit');
  const next = async (): Promise<unknown> => {
    const [message] = (await Promise.race([once(child, 'message'), exited.then(() => ['it ended'])])) as [
      unknown,
    ];
    return message;
  };
  const first = await next();
  if (first !== 'ready') throw new Error(`The process did not start: ${String(first)}.`);
  return {
    async tell(order) {
      const answer = next();
      child.send(order);
      const { token, error } = (await answer) as { token?: string; error?: string };
      return token ?? String(error);
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
