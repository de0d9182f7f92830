import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A real server on loopback that lives as long as the test. */
export interface TestServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Waits until the server has received that many requests. */
  received(count: number): Promise<void>;
  /** Waits until that many connections were closed by the other side before their answer was complete. */
  hungUp(count: number): Promise<void>;
}

/** Answers the request with the given number, counted from 1. */
export type Answerer = (response: ServerResponse, request: SeenRequest, number: number) => void;

export async function startServer(answer: Answerer): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const counted = createCounter();
  const hungUp = createCounter();
  const server = createServer((request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) hungUp.increment();
    });
    void readText(request).then((body) => {
      const seen = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body,
      };
      requests.push(seen);
      counted.increment();
      answer(response, seen, requests.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests, received: counted.reaches, hungUp: hungUp.reaches };
}

/** Writes a complete JSON answer. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

interface Counter {
  increment(): void;
  reaches(count: number): Promise<void>;
}

function createCounter(): Counter {
  let value = 0;
  const waiting = new Set<{ readonly count: number; readonly resolve: () => void }>();
  return {
    increment() {
      value += 1;
      for (const waiter of waiting) if (waiter.count <= value) waiter.resolve();
    },
    reaches: (count) =>
      new Promise((resolve) => {
        if (count <= value) resolve();
        else waiting.add({ count, resolve });
      }),
  };
}
