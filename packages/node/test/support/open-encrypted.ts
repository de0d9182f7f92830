import {
  startMockServer,
  type MockServer,
  type MockServerTls,
  type MockTlsOptions,
} from '@fanfare/mock/server';
import { systemClock } from '@fanfare/core';
import { FanfareServer } from '@fanfare/node';
import {
  createUndiciTransport,
  type UndiciTransport,
  type UndiciTransportOptions,
} from '@fanfare/node/undici';

/** An encrypted platform, and clients that reach it over connections of their own. */
export interface Encrypted {
  readonly server: MockServer;
  readonly tls: MockServerTls;
  connect(options?: UndiciTransportOptions): {
    readonly client: FanfareServer;
    readonly transport: UndiciTransport;
  };
  close(): Promise<void>;
}

export async function openEncrypted(options: MockTlsOptions | true = true): Promise<Encrypted> {
  const server = await startMockServer({ tls: options, flow: false, withoutRateLimits: true });
  const { tls, platform } = server;
  if (tls === undefined) throw new Error('The server does not encrypt.');
  const transports: UndiciTransport[] = [];
  return {
    server,
    tls,
    connect(given = { ca: tls.ca }) {
      const transport = createUndiciTransport(given);
      transports.push(transport);
      const client = new FanfareServer({
        secretKey: platform.world.organizations[0].keys.test.secret,
        baseUrl: server.url,
        fetch: transport.fetch,
        maxRetries: 0,
        clock: { now: () => platform.clock.now(), setTimeout: systemClock.setTimeout },
      });
      return { client, transport };
    },
    async close() {
      await Promise.all(transports.map((transport) => transport.close()));
      await server.close();
    },
  };
}
