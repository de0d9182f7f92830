import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { servicePath } from '@fanfare/contract';
import { startMockServer, type MockServer, type MockServerOptions } from '@fanfare/mock/server';
import { FanfareServer } from '@fanfare/node';

/** Somebody who is signed in. */
export interface BusyShopper {
  readonly consumerId: string;
  /** Calls the Consumer service and reads the answer. */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** A mock platform on a real port, with a merchant and shoppers that a test or a picture needs. */
export interface BusyMock {
  readonly mock: MockServer;
  readonly merchant: FanfareServer;
  /** Signs in somebody whom the merchant vouches for, under any name. */
  member(fullName: string, userAgent?: string): Promise<BusyShopper>;
  guest(): Promise<BusyShopper>;
  /** Adds an endpoint for webhooks that answers with these statuses, the last one again and again. */
  receiveWebhooks(statuses: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

interface SignedIn {
  readonly session: { readonly consumerId: string };
  readonly accessToken: string;
}

/** Starts one. */
export async function startBusyMock(options: MockServerOptions = {}): Promise<BusyMock> {
  const mock = await startMockServer(options);
  const [shop] = mock.platform.world.organizations;
  const { publishable, secret } = shop.keys.test;
  const merchant = new FanfareServer({ secretKey: secret, baseUrl: mock.url });
  const servers: Server[] = [];
  const base = mock.url + servicePath('consumer');
  let people = 0;

  async function send(
    method: string,
    path: string,
    given: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<unknown> {
    const headers = { 'x-publishable-key': publishable, ...given.headers };
    const body =
      given.body === undefined
        ? { headers }
        : {
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify(given.body),
          };
    const answer = await fetch(base + path, { method, ...body });
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  }

  function shopper(signedIn: unknown, userAgent: string): BusyShopper {
    const { session, accessToken } = signedIn as SignedIn; // as the contract says, which the mock checks itself
    const headers = { authorization: `Bearer ${accessToken}`, 'user-agent': userAgent };
    return {
      consumerId: session.consumerId,
      call: (method, path, body) => send(method, path, { body, headers }),
    };
  }

  return {
    mock,
    merchant,
    async member(fullName, userAgent = firefox) {
      people += 1;
      const subject = `person-${String(people)}`;
      const { exchangeCode } = await merchant.external.authorize({
        provider: 'shop',
        issuer: 'https://shop.example.com',
        subject,
        claims: { fullName },
      });
      const headers = { 'user-agent': userAgent };
      return shopper(
        await send('POST', '/auth/external/exchange', { body: { exchangeCode }, headers }),
        userAgent,
      );
    },
    guest: async () =>
      shopper(await send('POST', '/auth/guest', { headers: { 'user-agent': firefox } }), firefox),
    async receiveWebhooks(statuses) {
      let received = 0;
      const server = createServer((_request, response) => {
        const status = statuses[Math.min(received, statuses.length - 1)] ?? 200;
        received += 1;
        response.writeHead(status).end();
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo; // a TCP server that listens has one
      mock.platform.addWebhookEndpoint({ organizationId: shop.id, url: `http://127.0.0.1:${port}/` });
    },
    async close() {
      await mock.close();
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
