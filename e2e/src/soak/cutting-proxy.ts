import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A link that can be cut. */
export interface CuttingProxy {
  readonly port: number;
  /** Resets every connection that goes through it now; new ones work. */
  cut(): void;
  close(): void;
}

/** Passes connections on to a port of this machine. */
export async function openCuttingProxy(target: {
  readonly host: string;
  readonly port: number;
}): Promise<CuttingProxy> {
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
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port
    cut,
    close() {
      cut();
      server.close();
    },
  };
}
