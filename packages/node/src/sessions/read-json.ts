import { RequestError } from '@fanfare/core/base';

/** More than any sign-in needs. */
const maxBytes = 16_384;

/**
 * Reads the body of a request: an object in JSON, or nothing.
 *
 * @throws RequestError `invalid_request`, also where the body does not say that it is JSON: a form of another site can send any
 *   text, but not that it is JSON.
 */
export async function readJson(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const text = await readText(request);
  if (text === '') return {};
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw refused('must be application/json');
  }
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>; // an object, of whatever
  }
  throw refused('must be an object in JSON');
}

async function readText({ body }: Request): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let text = '';
  try {
    // Every runtime here iterates over a stream, which the types of the web platform do not say yet.
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) break;
      text += decoder.decode(chunk, { stream: true });
    }
    text += bytes > maxBytes ? '' : decoder.decode();
  } catch (cause) {
    throw refused('did not arrive as text', cause);
  }
  if (bytes > maxBytes) throw refused(`must not exceed ${maxBytes} bytes`);
  return text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refused(message: string, cause?: unknown): RequestError {
  return new RequestError(`The body of the request ${message}.`, {
    code: 'invalid_request',
    issues: [{ path: '', message }],
    cause,
  });
}
