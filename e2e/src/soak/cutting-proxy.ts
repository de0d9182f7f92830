import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A link that can be cut. */
export interface CuttingProxy {
  /** The address by way of the link. */
  readonly url: string;
  /** Resets every connection that goes through it now; new ones work. */
  cut(): void;
  close(): void;
}

/** Passes connections on to where an address leads. */
export async function openCuttingProxy(address: string): Promise<CuttingProxy> {
  const { hostname: host, port, protocol, href } = new URL(address);
  const target = { host, port: Number(port) };
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(target);
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const [near, far] of pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  };
  const through = new URL(href);
  through.port = String((server.address() as AddressInfo).port); // it listens on a port
  return {
    url: protocol === 'http:' ? through.origin : through.href,
    cut,
    close() {
      cut();
      server.close();
    },
  };
}
