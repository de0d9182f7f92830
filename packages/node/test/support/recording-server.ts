import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived: what a verifier works on. */
export interface Received {
  readonly method: string;
  /** Path and query, byte for byte. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What the server answers; a function decides by request and by its number, from 1. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly hang?: boolean;
}

/** A server on a free port that writes down what it gets. */
export interface RecordingServer {
  readonly url: string;
  readonly host: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

export async function recordingServer(
  reply: (request: Received, count: number) => Reply,
): Promise<RecordingServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, target: url, headers, body: Buffer.concat(chunks) });
      const {
        status = 200,
        headers: extra,
        json,
        text,
        hang,
      } = reply(received.at(-1) as Received, received.length);
      if (hang) return;
      response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_1', ...extra });
      response.end(text ?? (json === undefined ? '' : JSON.stringify(json)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
