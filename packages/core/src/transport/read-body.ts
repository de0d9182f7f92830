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
  response: Response,
  options: ReadBodyOptions,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), options.signal);
      if (done) return join(chunks, size);
      size += value.byteLength;
      if (size > options.maxBytes) return undefined;
      chunks.push(value);
    }
  } finally {
    // Without effect on a stream that ended; it frees the connection of any other.
    reader.cancel().catch(() => undefined);
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
