import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StormSettings } from './storm-receiver.js';

/** Processes that receive, some of which are killed now and then. */
export interface ReceiverFleet {
  /** The address of one that is alive, as far as anybody knows; by a number from 0 to 1. */
  urlOf(share: number): Promise<string>;
  /** Ends one with SIGKILL, in the middle of whatever it does, and starts another in its place. */
  replace(share: number): Promise<void>;
  close(): void;
}

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Starts some receivers over one store. */
export async function openFleet(size: number, settings: StormSettings): Promise<ReceiverFleet> {
  const started = new Set<ChildProcess>();
  const startOne = (): Promise<Receiver> => start(settings, started);
  const alive = await Promise.all(Array.from({ length: size }, startOne));
  let next: Promise<void> = Promise.resolve();
  return {
    async urlOf(share) {
      while (alive.length === 0) await next;
      return alive[Math.floor(share * alive.length)]?.url ?? '';
    },
    async replace(share) {
      const [victim] = alive.splice(Math.floor(share * alive.length), 1);
      victim?.child.kill('SIGKILL');
      next = startOne().then((receiver) => void alive.push(receiver));
      await next;
    },
    close() {
      for (const child of started) child.kill('SIGKILL');
    },
  };
}

interface Receiver {
  readonly child: ChildProcess;
  readonly url: string;
}

async function start(settings: StormSettings, started: Set<ChildProcess>): Promise<Receiver> {
  const args = ['--conditions=@fanfare/source', '--no-warnings', '--import', script('load-sources.mjs')];
  const child = spawn(process.execPath, [...args, script('storm-receiver.ts'), JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.add(child);
  const [line] = (await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`A receiver ended with ${code} before it listened.`);
    }),
  ])) as [Buffer]; // pipes carry bytes
  return { child, url: `http://127.0.0.1:${Number(line.toString())}/webhooks` };
}
