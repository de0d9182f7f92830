import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundleSource } from './bundle-source.ts';

/** A page on an origin of its own that holds the browser SDK as `window.sdk`, and nothing else. */
export interface PageServer {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** How the page is served. */
export interface PageServerOptions {
  /** A Content-Security-Policy; `{nonce}` stands for the nonce of the page's one script. */
  readonly contentSecurityPolicy?: string;
  /** What the page's script does besides, as a module that may import the packages by name. @default nothing */
  readonly extra?: string;
}

const nonce = 'cGFnZS1ub25jZQ';

/** Bundles the SDK from source and serves it on a free port of the loopback interface. */
export async function servePage({
  contentSecurityPolicy,
  extra = '',
}: PageServerOptions = {}): Promise<PageServer> {
  const sdk = await bundleSource(
    `import * as sdk from '@fanfare/browser'; globalThis.sdk = sdk; ${extra}`,
    'browser',
  );
  const script = sdk.replaceAll('</script', '<\\/script');
  const html = `<!doctype html><meta charset="utf-8"><title>e2e</title><link rel="icon" href="data:,"><script type="module" nonce="${nonce}">${script}</script>`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    ...(contentSecurityPolicy !== undefined && {
      'content-security-policy': contentSecurityPolicy.replace('{nonce}', `'nonce-${nonce}'`),
    }),
  };
  const server = createServer((_request, response) => response.writeHead(200, headers).end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server that listens has one
  return { origin: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
