import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Crossing } from './crossing.ts';

/** A proxy that changes nothing and remembers everything, so that claims can be checked from outside. */
export interface WireTap {
  readonly url: string;
  readonly crossings: readonly Crossing[];
  /** Whether a text crossed in any line, header or body. */
  readonly carried: (text: string) => boolean;
  readonly close: () => Promise<void>;
}

/** Listens on loopback and passes every request on to `target`, with the `Host` that the client wrote. */
export async function openWireTap(target: () => string): Promise<WireTap> {
  const crossings: Crossing[] = [];
  const server = createServer((incoming, outgoing) => {
    void pass(incoming, outgoing, { target: new URL(target()), crossings });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${port}`,
    crossings,
    carried: (text) => crossings.some((crossing) => whole(crossing).includes(text)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  tap: { target: URL; crossings: Crossing[] },
): Promise<void> {
  const body = await read(incoming);
  const { method = 'GET', url: path = '/', rawHeaders: headers } = incoming;
  const crossing: Crossing = { method, path, headers, body, status: 0 };
  tap.crossings.push(crossing);
  const { hostname, port } = tap.target;
  const forward = request({ hostname, port, method, path, headers, setHost: false }, (answer) => {
    crossing.status = answer.statusCode ?? 0;
    outgoing.writeHead(crossing.status, answer.rawHeaders);
    answer.pipe(outgoing);
  });
  forward.on('error', () => outgoing.writeHead(502).end());
  forward.end(body);
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer); // no encoding is set on the stream
  return Buffer.concat(chunks);
}

function whole(crossing: Crossing): string {
  return [crossing.method, crossing.path, ...crossing.headers, crossing.body.toString('latin1')].join('\n');
}
