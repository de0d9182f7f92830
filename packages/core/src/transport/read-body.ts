import type { DirectAnswer } from './send-once.js';
import { untilAborted } from './until-aborted.js';

/** What bounds the reading of a body. */
export interface ReadBodyOptions {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Reads a body to its end.
 *
 * @returns `undefined` where it is larger than `maxBytes`; the rest of it is then not read.
 * @throws the signal's reason, or what the stream failed with.
 */
export async function readBody(
  response: Response | DirectAnswer,
  { maxBytes, signal }: ReadBodyOptions,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if ('readBytes' in response) return untilAborted(response.readBytes(maxBytes), signal);
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  let ended = false;
  try {
    const body = await untilAborted(readAll(reader, maxBytes), signal);
    ended = body !== undefined;
    return body;
  } finally {
    if (!ended) reader.cancel().catch(() => undefined); // frees the connection
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return join(chunks, size);
    size += value.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(value);
  }
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
