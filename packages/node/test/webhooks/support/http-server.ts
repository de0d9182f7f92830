import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** A real server on a free port. */
export interface HttpServer {
  readonly url: string;
  /** Writes raw pieces to a connection of its own, each in a packet of its own, and returns what comes back. */
  raw(...pieces: readonly (string | Uint8Array)[]): Promise<string>;
  close(): Promise<void>;
}

export async function startServer(listener: RequestListener): Promise<HttpServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    raw: (...pieces) => exchange(port, pieces),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function exchange(port: number, pieces: readonly (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => void (answer += text));
    socket.on('error', reject).on('close', () => resolve(answer));
    const write = (index: number): void => {
      const piece = pieces[index];
      if (piece !== undefined) socket.write(piece, () => setImmediate(write, index + 1));
    };
    write(0);
  });
}
