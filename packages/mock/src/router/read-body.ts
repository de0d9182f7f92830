import { limits } from '@fanfare/contract';
import { refuse } from '../refusal.js';

/**
 * Reads the body of a request up to the limit, and no further.
 *
 * @throws {MockRefusal} `payload_too_large`.
 */
export async function readBody(
  request: Request,
  maxBytes: number = limits.requestBytes,
): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) refuseSize(maxBytes);
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBytes) refuseSize(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuseSize(maxBytes: number): never {
  return refuse('payload_too_large', `The body is larger than ${String(maxBytes)} bytes.`);
}
