import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Fault } from '@fanfare/mock';
import type { FanfareClientOptions } from '@fanfare/browser';
import type { FanfareServerOptions } from '@fanfare/node';

/** What the process of the platform does when it is asked. */
export interface PlatformAnswers {
  /** Adds an endpoint, and returns its id. */
  addEndpoint(endpoint: { readonly url: string; readonly secret: string }): string;
  /** Puts a fault in the place of the one in force; returns how often faults have struck. */
  fault(fault: Fault): number;
  strikes(): number;
  /** Ends the fault in force; returns how often faults have struck. */
  lift(): number;
  /** Moves the platform's time. */
  advance(ms: number): Promise<void>;
  /** Changes for how long a lost answer is repeated. */
  leeway(ms: number): void;
  /** How many deliveries are still to be made. */
  pending(): Promise<number>;
  /** The ids of the events that an endpoint was, or is to be, told of. */
  told(endpointId: string): readonly string[];
  defects(): readonly string[];
}

/** What goes over the channel to it. */
export interface PlatformCalls {
  readonly id: number;
  readonly name: keyof PlatformAnswers;
  readonly input: unknown;
}

/** The mock platform in another process. */
export interface PlatformLink {
  readonly url: string;
  readonly publishableKey: FanfareClientOptions['publishableKey'];
  readonly secretKey: Extract<FanfareServerOptions['secretKey'], string>;
  readonly queueId: string;
  ask<Name extends keyof PlatformAnswers>(
    name: Name,
    ...input: Parameters<PlatformAnswers[Name]>
  ): Promise<Awaited<ReturnType<PlatformAnswers[Name]>>>;
  close(): Promise<void>;
}

/** Starts one, with the settings that matter to a soak. */
export async function startPlatform(settings: {
  readonly seed: number;
  readonly accessTokenTtlSeconds: number;
  readonly leewayMs: number;
}): Promise<PlatformLink> {
  const file = fileURLToPath(new URL('platform-process.ts', import.meta.url));
  const child = fork(file, [JSON.stringify(settings)]);
  const ended = once(child, 'exit');
  const told = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
  if (told === undefined) throw new Error('The process of the platform ended before it listened.');
  const waiting = new Map<number, (output: unknown) => void>();
  child.on('message', ({ id, output }: { readonly id: number; readonly output: unknown }) => {
    waiting.get(id)?.(output);
    waiting.delete(id);
  });
  let last = 0;
  return {
    ...(told[0] as Pick<PlatformLink, 'url' | 'publishableKey' | 'secretKey' | 'queueId'>), // what it sends first
    ask(name, ...[input]) {
      last += 1;
      const id = last;
      child.send({ id, name, input } satisfies PlatformCalls);
      return new Promise((resolve) => waiting.set(id, (output) => resolve(output as never))); // its answer to this name
    },
    async close() {
      child.disconnect();
      await ended;
    },
  };
}
