import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer as createEncryptedServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { limits } from '@fanfare/contract';
import { refuseUnreadable } from '../refuse-unreadable.js';
import { createRedirectServer } from './redirect-server.js';
import { createTestAuthority, type CertifiedKey, type TestAuthority } from './create-test-authority.js';
import type { ResolvedTlsOptions } from './tls-options.js';

/** What clients of an encrypted mock server need. */
export interface MockServerTls {
  /** The certificate of the authority to trust, as PEM. It is another one at every start. */
  readonly ca: string;
  /** The address without encryption, which answers 308. */
  readonly httpUrl: string;
  /**
   * Issues a certificate for a client, with its private key, both as PEM.
   *
   * @throws {TypeError} where the name is not a text of 1 to 64 printable characters.
   */
  issueClientCertificate(name: string): CertifiedKey;
}

/** Ports that are listened on. */
export interface OpenPorts {
  /** Where the platform is reached, without a slash at the end. */
  readonly url: string;
  readonly tls: MockServerTls | undefined;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

/** Where to listen, and how. */
export interface PortOptions {
  readonly port: number;
  readonly host: string;
  readonly tls: ResolvedTlsOptions | undefined;
  readonly listener: (...args: Parameters<RequestListener>) => unknown;
}

// More than what we take, so that we refuse it ourselves, with everything that an answer carries.
const parser = { maxHeaderSize: 4 * limits.headerBytes, requireHostHeader: false };

/**
 * Opens the port of a mock server; with TLS a second one, which sends everybody to the first.
 *
 * @throws {Error} where a port cannot be had.
 */
export async function openPorts({ port, host, tls, ...given }: PortOptions): Promise<OpenPorts> {
  const listener: RequestListener = (request, response) => void given.listener(request, response);
  if (tls === undefined) {
    const server = createPlainServer(parser, listener);
    answerEverything(server, listener);
    const url = `http://${await listen(server, { port, host })}`;
    return { url, tls: undefined, close: () => stop(server) };
  }
  const authority = createTestAuthority();
  const server = createEncryptedServer({ ...parser, ...secureOptions(authority, { tls, host }) }, listener);
  answerEverything(server, listener);
  const cutConnections = trackConnections(server);
  const url = `https://${await listen(server, { port, host })}`;
  const plain = createRedirectServer(() => url);
  const stopEncrypted = async (): Promise<void> => {
    cutConnections();
    await stop(server);
  };
  const httpAuthority = await listen(plain, { port: tls.httpPort, host }).catch(async (error: unknown) => {
    await stopEncrypted();
    throw error;
  });
  return {
    url,
    tls: {
      ca: authority.ca,
      httpUrl: `http://${httpAuthority}`,
      issueClientCertificate: (name) => authority.certifyClient(name),
    },
    close: async () => void (await Promise.all([stopEncrypted(), stop(plain)])),
  };
}

/** Answers what Node would answer by itself, and then without the headers that every answer carries. */
function answerEverything(server: Server, listener: RequestListener): void {
  server.on('clientError', refuseUnreadable);
  server.on('checkExpectation', listener); // nobody has to meet expectations (RFC 9110 §10.1.1)
}

function secureOptions(
  authority: TestAuthority,
  { tls, host }: Required<Pick<PortOptions, 'tls' | 'host'>> & { readonly tls: ResolvedTlsOptions },
): Parameters<typeof createEncryptedServer>[0] {
  const { minVersion, maxVersion, ciphers, clientCertificates } = tls;
  const hosts = new Set(['localhost', '127.0.0.1', '::1', reachable(host).replaceAll(/[[\]]/g, '')]);
  return {
    ...authority.certifyServer([...hosts]),
    minVersion,
    maxVersion,
    ...(ciphers !== undefined && { ciphers }),
    ...(clientCertificates && { requestCert: true, rejectUnauthorized: true, ca: authority.ca }),
  };
}

async function listen(server: Server, { port, host }: Pick<PortOptions, 'port' | 'host'>): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo; // a TCP server that listens has one
  return `${reachable(host)}:${String(address.port)}`;
}

/** Makes what cuts every connection, those too that have not shaken hands and are none of HTTP yet. */
function trackConnections(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** Names a host for a URL. Nobody can call "every interface", but this machine is always among them. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
