import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A delivery as it arrived over HTTP. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly event: { readonly id: string; readonly type: string; readonly data: Record<string, unknown> };
}

/** A merchant's webhook endpoint: a real HTTP server. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** How to answer from now on; 200 at first. */
  answer: (response: ServerResponse) => void;
  close(): Promise<void>;
}

/** Answers with a status and nothing else. */
export function withStatus(status: number, headers: Record<string, string> = {}): Receiver['answer'] {
  return (response) => void response.writeHead(status, headers).end();
}

/** Starts a receiver on a free port. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      received.push({
        headers: request.headers,
        body,
        event: JSON.parse(body.toString()) as Received['event'],
      });
      receiver.answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answer: withStatus(200),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

/** What a receiver knows when it checks a delivery. */
export interface Expectation {
  readonly secret: string;
  /** Its own clock, in milliseconds since the epoch. */
  readonly now: number;
}

/** Verifies a delivery as the documentation says, with nothing but node:crypto. */
export function isGenuine({ headers, body }: Received, { secret, now }: Expectation): boolean {
  const timestamp = String(headers['x-fanfare-timestamp']);
  const signature = String(headers['x-fanfare-signature']);
  if (!/^\d{10}$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > 300) return false;
  const mac = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
  const expected = Buffer.from(`sha256=${mac}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
