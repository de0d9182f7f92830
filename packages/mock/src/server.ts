import { TLSSocket } from 'node:tls';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { breakWithBody } from './break-with-body.js';
import type { MockPlatformOptions } from './options/mock-platform-options.js';
import { resolveOptions } from './options/resolve-options.js';
import { createMockPlatform, type MockPlatform } from './platform.js';
import { refuseProduction } from './refuse-production.js';
import { unreadableAnswer } from './refuse-unreadable.js';
import { LostAnswer } from './spoil/lost-answer.js';
import { openPorts, type MockServerTls } from './tls/open-ports.js';
import { resolveTlsOptions, type MockTlsOptions } from './tls/tls-options.js';

export type { CertifiedKey } from './tls/create-test-authority.js';
export type { MockServerTls } from './tls/open-ports.js';
export type { MockTlsOptions } from './tls/tls-options.js';

/** How a mock server starts. */
export interface MockServerOptions extends MockPlatformOptions {
  /** @default 0, any free port */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** Encrypts, with a certificate of an authority that is made for this server. @default plain HTTP */
  readonly tls?: MockTlsOptions | true;
}

/** A mock platform behind a real HTTP port. */
export interface MockServer {
  /** Where it is reached, without a slash at the end. */
  readonly url: string;
  readonly platform: MockPlatform;
  /** What clients need; absent without the option `tls`. */
  readonly tls: MockServerTls | undefined;
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
  const { port = 0, host = '127.0.0.1', tls, ...platformOptions } = options;
  resolveOptions(platformOptions); // wrong options are told before a port is taken
  const sockets = new WeakMap<Request, HttpBindings['incoming']['socket']>();
  const answer = async (request: Request, bindings: HttpBindings | Http2Bindings): Promise<Response> => {
    const { incoming, outgoing } = bindings as HttpBindings; // never HTTP/2: no such server is made here
    sockets.set(request, incoming.socket);
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
  const ports = await openPorts({
    port,
    host,
    tls: tls === undefined ? undefined : resolveTlsOptions(tls),
    listener: getRequestListener(answer, { overrideGlobalObjects: false, errorHandler: unreadableAnswer }),
  });
  const platform = createMockPlatform({
    origin: ports.url,
    flow: true,
    faultHeader: true,
    addressFrom: (request) => sockets.get(request)?.remoteAddress,
    certificateFrom: (request) => subjectOf(sockets.get(request)),
    ...platformOptions,
  });
  return {
    url: ports.url,
    platform,
    tls: ports.tls,
    async close() {
      await platform.close();
      await ports.close();
    },
  };
}

/** The name in a certificate that was checked; one that was not says nothing. */
function subjectOf(socket: unknown): string | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  const name = socket.getPeerCertificate().subject.CN;
  return typeof name === 'string' ? name : name?.[0];
}
