import { createServer, request as forward, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createExchangeCheck, type CheckedExchange, type WireExchange } from './check-exchange.ts';

/** A server between a client and a platform that compares all that passes with the OpenAPI document. */
export interface ValidatingProxy {
  readonly url: string;
  /** Every exchange so far, in order. */
  readonly exchanges: readonly (CheckedExchange & { readonly status: number })[];
  /** The operations that passed. */
  readonly operations: ReadonlySet<string>;
  close(): Promise<void>;
}

/** Starts a proxy in front of a platform, on a free port. */
export async function startValidatingProxy(target: string): Promise<ValidatingProxy> {
  const check = await createExchangeCheck();
  const exchanges: (CheckedExchange & { status: number })[] = [];
  const operations = new Set<string>();

  function note(exchange: WireExchange): void {
    // What is beside the services, such as a payment page, is not described.
    if (!/^\/\w+\/api\//.test(exchange.path) || exchange.method === 'OPTIONS') return;
    const checked = check(exchange);
    exchanges.push({ ...checked, status: exchange.status });
    if (checked.operation !== undefined) operations.add(checked.operation);
  }

  const server = createServer(async (incoming, outgoing) => {
    const requestBody = await read(incoming);
    const { method = 'GET', url: path = '/', headers } = incoming;
    const answer = await pass({ target, method, path, headers }, requestBody);
    const isStream = answer.headers['content-type']?.startsWith('text/event-stream') === true;
    // A stream has no end to wait for; its events the platform itself checks.
    const answerBody = isStream ? Buffer.alloc(0) : await read(answer);
    const { statusCode: status = 0 } = answer;
    note({
      method,
      path,
      headers: present(headers),
      requestBody: requestBody.toString(),
      status,
      answerBody: answerBody.toString(),
    });
    outgoing.writeHead(status, answer.headers);
    if (!isStream) return void outgoing.end(answerBody);
    outgoing.on('close', () => answer.destroy());
    answer.on('error', () => outgoing.destroy());
    answer.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port

  return {
    url: `http://127.0.0.1:${port}`,
    exchanges,
    operations,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Passing {
  readonly target: string;
  readonly method: string;
  readonly path: string;
  /** The host among them stays that of the proxy: it is signed. */
  readonly headers: IncomingMessage['headers'];
}

function pass({ target, method, path, headers }: Passing, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    forward(target + path, { method, headers }, resolve)
      .on('error', reject)
      .end(body);
  });
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer); // no encoding is set
  return Buffer.concat(chunks);
}

function present(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined),
  );
}
