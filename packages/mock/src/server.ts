import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { limits } from '@fanfare/contract';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { breakWithBody } from './break-with-body.js';
import type { MockPlatformOptions } from './options/mock-platform-options.js';
import { resolveOptions } from './options/resolve-options.js';
import { createMockPlatform, type MockPlatform } from './platform.js';
import { refuseProduction } from './refuse-production.js';
import { refuseUnreadable, unreadableAnswer } from './refuse-unreadable.js';
import { LostAnswer } from './spoil/lost-answer.js';

/** How a mock server starts. */
export interface MockServerOptions extends MockPlatformOptions {
  /** @default 0, any free port */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
}

/** A mock platform behind a real HTTP port. */
export interface MockServer {
  /** Where it is reached, without a slash at the end. */
  readonly url: string;
  readonly platform: MockPlatform;
  /** Stops listening and cuts what is open; safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts a mock platform on a real port; its clock flows unless it is told otherwise.
 *
 * @throws {Error} where `NODE_ENV` is `production` or the port is taken.
 * @throws {TypeError} where an option is wrong.
 * @example
 * ```ts
 * import { startMockServer } from '@fanfare/mock/server';
 *
 * const server = await startMockServer({ allowedOrigins: ['http://localhost:5173'] });
 * console.log(server.url, server.platform.world.organizations[0].keys.test.publishable);
 * await server.close();
 * ```
 */
export async function startMockServer(options: MockServerOptions = {}): Promise<MockServer> {
  refuseProduction(process.env);
  const { port = 0, host = '127.0.0.1', ...platformOptions } = options;
  resolveOptions(platformOptions); // wrong options are told before a port is taken
  const addresses = new WeakMap<Request, string>();
  const answer = async (request: Request, bindings: HttpBindings | Http2Bindings): Promise<Response> => {
    const { incoming, outgoing } = bindings as HttpBindings; // never HTTP/2: no such server is made here
    addresses.set(request, incoming.socket.remoteAddress ?? '');
    try {
      const given = await platform.fetch(request);
      outgoing.sendDate = given.headers.has('date'); // Node would write one of its own
      return breakWithBody(given, outgoing);
    } catch (error) {
      if (!(error instanceof LostAnswer) && !request.signal.aborted) throw error;
      if (error instanceof LostAnswer && error.isReset) incoming.socket.resetAndDestroy();
      else outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
  };
  // More than what we take, so that we refuse it ourselves, with everything that an answer carries.
  const server = createServer(
    { maxHeaderSize: 4 * limits.headerBytes, requireHostHeader: false },
    getRequestListener(answer, { overrideGlobalObjects: false, errorHandler: unreadableAnswer }),
  );
  server.on('clientError', refuseUnreadable);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo; // a TCP server that listens has one
  const url = `http://${reachable(host)}:${String(address.port)}`;
  const platform = createMockPlatform({
    origin: url,
    flow: true,
    faultHeader: true,
    addressFrom: (request) => addresses.get(request),
    ...platformOptions,
  });
  return {
    url,
    platform,
    async close() {
      await platform.close();
      server.closeAllConnections();
      if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Names a host for a URL. Nobody can call "every interface", but this machine is always among them. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
