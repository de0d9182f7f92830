import { FanfareError, OptionsError, type SendOnce } from '@fanfare/core/base';
import type { Agent } from 'undici';
import { assertServer, type Surroundings } from '../assert-server.js';
import { rememberSender } from './direct-senders.js';
import { sendDirectly } from './send-directly.js';
import {
  resolveTransportOptions,
  type ResolvedTransportOptions,
  type UndiciTransportOptions,
} from './transport-options.js';

/** Connections of one's own to the platform. */
export interface UndiciTransport {
  /**
   * Goes into the option `fetch` of a client, which then sends by undici directly, without a request and an answer of `fetch` around it.
   * Redirects are returned as they are, never followed.
   */
  readonly fetch: typeof fetch;
  /** Lets the calls under way end, closes every connection, and refuses further calls; safe to call twice. */
  close(): Promise<void>;
}

/**
 * Creates a `fetch` with connections of its own: a floor for the version of TLS, a client certificate, and limits.
 * Certificates are always checked. It needs the package `undici`, which is loaded with the first call.
 *
 * @throws OptionsError `invalid_options`, naming the option; also where `NODE_TLS_REJECT_UNAUTHORIZED=0` is set.
 * @example
 * ```ts
 * import { FanfareServer, Secret } from '@fanfare/node';
 * import { createUndiciTransport } from '@fanfare/node/undici';
 *
 * const transport = createUndiciTransport({
 *   minVersion: 'TLSv1.3',
 *   cert: process.env['CLIENT_CERT'],
 *   key: new Secret(process.env['CLIENT_KEY'] ?? ''),
 * });
 * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '', fetch: transport.fetch });
 * ```
 */
export function createUndiciTransport(options: UndiciTransportOptions = {}): UndiciTransport {
  assertServer(globalThis as Surroundings);
  const resolved = resolveTransportOptions(options);
  let opening: Promise<Opened> | undefined;
  let opened: Opened | undefined;
  let closing: Promise<void> | undefined;
  /** Calls that are not in the hands of undici yet, which waits for its own alone. */
  const starting = new Set<Promise<unknown>>();

  /** Resolves once a call is in the hands of undici, and waits then for its answer. */
  async function handOver<Answer>(
    send: (undici: Opened) => Promise<{ readonly answer: Promise<Answer> }>,
  ): Promise<Answer> {
    const started = (async () => send((opened ??= await (opening ??= open(resolved)))))();
    starting.add(started);
    const { answer } = await started.finally(() => starting.delete(started));
    return answer;
  }

  async function end(): Promise<void> {
    await Promise.allSettled(starting);
    const { agent } = (await opening?.catch(() => undefined)) ?? {};
    await agent?.close();
  }

  function refuseClosed(): void {
    assertServer(globalThis as Surroundings); // again: the environment may have been changed since
    if (closing === undefined) return;
    throw new FanfareError('The call was not sent: its transport was closed.', { code: 'destroyed' });
  }

  const fetchByUndici: typeof fetch = async (input, init) => {
    refuseClosed();
    const request = isWhole(input, init) ? input : new Request(input, init);
    return handOver(async ({ undici, agent }) => {
      const { url, ...rest } = await toPlain(request);
      const answer = undici.fetch(url, { ...rest, redirect: 'manual', dispatcher: agent }).then(toGlobal);
      answer.catch(() => undefined); // whoever called is told
      return { answer };
    });
  };
  const sendOnce: SendOnce = async (url, request) => {
    refuseClosed();
    if (opened !== undefined) return sendDirectly(opened.agent, url, request);
    return handOver(async ({ agent }) => {
      const answer = sendDirectly(agent, url, request);
      answer.catch(() => undefined); // as above
      return { answer };
    });
  };
  rememberSender(fetchByUndici, sendOnce);
  return { fetch: fetchByUndici, close: () => (closing ??= end()) };
}

interface Opened {
  readonly undici: typeof import('undici');
  readonly agent: Agent;
}

async function open(options: ResolvedTransportOptions): Promise<Opened> {
  const undici = await import('undici').catch(() => {
    throw new OptionsError('@fanfare/node/undici needs the package undici: add it to your dependencies.');
  });
  const { minVersion, ca, cert, key, passphrase, connections, keepAliveMs, connectTimeoutMs } = options;
  const agent = new undici.Agent({
    connections,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs, // a server may ask for less, not for more
    allowH2: false, // one call per connection is what `connections` counts
    connect: {
      minVersion,
      timeout: connectTimeoutMs,
      rejectUnauthorized: true, // said, so that the environment decides nothing
      ...(ca !== undefined && { ca: [...ca] }),
      ...(cert !== undefined && { cert, key: key?.reveal() }),
      ...(passphrase !== undefined && { passphrase: passphrase.reveal() }),
    },
  });
  return { undici, agent };
}

/** A request to which nothing is added, as ky passes it, need not be made again, which takes a tenth of the call. */
function isWhole(input: RequestInfo | URL, init: RequestInit | undefined): input is Request {
  return input instanceof Request && Object.keys(init ?? {}).length === 0;
}

type PlainInit = Pick<RequestInit, 'method' | 'signal'> & {
  readonly headers: [string, string][];
  readonly body?: Uint8Array<ArrayBuffer>;
};

/** Takes a request apart: undici knows its own classes only. The bodies of the SDK are small and complete. */
async function toPlain(request: Request): Promise<PlainInit & { readonly url: string }> {
  const { url, method, signal } = request;
  const body = request.body === null ? {} : { body: new Uint8Array(await request.arrayBuffer()) };
  return { url, method, signal, headers: [...request.headers], ...body };
}

const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

function toGlobal(answer: import('undici').Response): Response {
  const { status, statusText } = answer;
  // The stream is the runtime's own class; only the types of the two packages differ.
  const body = bodiless.has(status) ? null : (answer.body as ReadableStream<Uint8Array> | null);
  return new Response(body, { status, statusText, headers: [...answer.headers] });
}
