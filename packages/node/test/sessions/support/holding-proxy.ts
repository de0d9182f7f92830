import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A line to the platform on which the answer to a refresh can be held back after it was given. */
export interface HoldingProxy {
  readonly url: string;
  /** Holds back from now on; resolves when the platform has rotated a token, and the answer is stuck here. */
  hold(): Promise<void>;
  close(): void;
}

/** Opens the line. */
export async function openHoldingProxy(target: string): Promise<HoldingProxy> {
  let stick: (() => void) | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => void forward());
    const forward = async (): Promise<void> => {
      const headers = new Headers();
      for (const name of ['content-type', 'x-publishable-key', 'authorization']) {
        const value = request.headers[name];
        if (typeof value === 'string') headers.set(name, value);
      }
      const body = chunks.length === 0 ? undefined : Buffer.concat(chunks);
      const init = { method: request.method ?? 'GET', headers, ...(body !== undefined && { body }) };
      const answer = await fetch(target + (request.url ?? ''), init);
      const text = await answer.text();
      if (stick !== undefined && request.url?.endsWith('/auth/refresh') === true) return stick();
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
        .end(text);
    };
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return {
    url: `http://127.0.0.1:${port}`,
    hold: () => new Promise((resolve) => (stick = resolve)),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
