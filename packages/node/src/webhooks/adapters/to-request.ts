import { type FrameworkMessage, messageBytes } from '../message-bytes.js';

/**
 * Makes a `Request` of a request of Node. The body is streamed as it arrives, so that whoever reads it decides
 * how much of it. Where a body parser came first, reading it fails at once with `webhook_body_already_parsed`.
 *
 * @param hint - How to fix it in the framework at hand.
 */
export function toRequest(message: FrameworkMessage, hint?: string): Request {
  const method = message.method ?? 'GET';
  const init = { method, headers: toHeaders(message.rawHeaders) };
  if (method === 'GET' || method === 'HEAD') return new Request(toUrl(message), init);
  const withBody = { ...init, body: toBody(message, hint), duplex: 'half' as const };
  return new Request(toUrl(message), withBody);
}

function toHeaders(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? '';
    if (!name.startsWith(':')) headers.append(name, raw[index + 1] ?? ''); // HTTP/2 writes the path as `:path`
  }
  return headers;
}

function toUrl(message: FrameworkMessage): URL {
  const { originalUrl, url } = message; // Express cuts the mount path off `url`
  const path = typeof originalUrl === 'string' ? originalUrl : (url ?? '/');
  const base = `http://${message.headers.host ?? 'localhost'}`;
  const candidate = path.startsWith('/') ? base + path : base;
  return URL.canParse(candidate) ? new URL(candidate) : new URL('http://localhost/');
}

function toBody(
  message: FrameworkMessage,
  hint: string | undefined,
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  try {
    return messageBytes(message, hint) ?? stream(message);
  } catch (error) {
    return new ReadableStream({ start: (controller) => controller.error(error) });
  }
}

/** `Readable.toWeb` would destroy the socket when the reader stops early, and with it the answer. */
function stream(message: FrameworkMessage): ReadableStream<Uint8Array> {
  let open = true;
  const finish = (run: () => void) => (): void => {
    if (open) run();
    open = false;
  };
  function start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    const close = finish(() => controller.close());
    const broken = finish(() => controller.error(new Error('The request broke off.')));
    if (message.destroyed) return broken(); // its `close` is over, and waiting for it would last for ever
    message.on('end', close).on('error', broken).on('close', broken);
    message.on('data', (chunk: Uint8Array) => {
      if (!open) return;
      controller.enqueue(chunk);
      message.pause();
    });
    message.pause();
  }
  const pull = (): void => void message.resume();
  const cancel = finish(() => message.pause());
  return new ReadableStream<Uint8Array>({ start, pull, cancel }, { highWaterMark: 0 });
}
