import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler, webhookHandler, type WebhookHandlerOptions } from '@fanfare/node/webhooks';
import { openCuttingProxy } from './cutting-proxy.ts';
import type { Effects } from './effects.ts';
import type { PlatformLink } from './platform-link.ts';

/** What became of the events that a receiver was told of. */
export interface ReceivedEvents {
  readonly events: number;
  /** Had no effect. */
  readonly missing: number;
  /** Had their effect twice, or were handled again behind an answer of 200. */
  readonly doubled: number;
  /** Were handled again because the first time ended in something else, which an inbox without transactions cannot help. */
  readonly repeated: number;
}

/** A merchant's receiver of webhooks, behind a link that can be cut. */
export interface Receiver {
  /** Takes this secret, too, from the next delivery on. */
  take(secret: string): void;
  readonly endpointId: string;
  cutLink(): void;
  judge(): Promise<ReceivedEvents>;
  close(): void;
}

/** Opens a receiver over an inbox, and an endpoint at the platform that leads to it. */
export async function openReceiver<Tx>(options: {
  readonly platform: PlatformLink;
  readonly effects: Effects<Tx>;
  readonly secret: string;
  readonly clock: NonNullable<WebhookHandlerOptions<Tx>['clock']>;
}): Promise<Receiver> {
  const { platform, effects, secret, clock } = options;
  const handled = new Map<string, number>();
  const answered = new Set<string>();
  const doubled = new Set<string>();

  const handlerOf = (secrets: readonly string[]): ((request: Request) => Promise<Response>) => {
    const handle = webhookHandler<Tx>({
      secrets,
      inbox: effects.inbox,
      clock,
      on: {},
      async fallback({ id }, { tx }) {
        if (answered.has(id)) doubled.add(id);
        handled.set(id, (handled.get(id) ?? 0) + 1);
        await effects.write(id, tx);
      },
      onError: () => {}, // links are cut on purpose
    });
    return async (request) => {
      const { id } = (await request.clone().json()) as { readonly id: string }; // what the platform sends
      const response = await handle(request);
      if (response.status === 200) answered.add(id);
      return response;
    };
  };
  const secrets = [secret];
  let handler = handlerOf(secrets);
  const answer = toNodeHandler((request) => handler(request));
  const server: Server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const link = await openCuttingProxy(`http://127.0.0.1:${port}`);
  const endpointId = await platform.ask('addEndpoint', { url: `${link.url}/webhooks`, secret });

  return {
    endpointId,
    take(added) {
      secrets.unshift(added);
      handler = handlerOf(secrets);
    },
    cutLink: () => link.cut(),
    async judge() {
      const told = await platform.ask('told', endpointId);
      const counts = await effects.read();
      for (const [id, times] of counts) if (times > 1) doubled.add(id);
      return {
        events: told.length,
        missing: told.filter((id) => !counts.has(id)).length,
        doubled: doubled.size,
        repeated: [...handled].filter(([id, times]) => times > 1 && !doubled.has(id)).length,
      };
    },
    close() {
      server.closeAllConnections();
      server.close();
      link.close();
    },
  };
}
