import { limits } from '@fanfare/contract';
import { refuse } from '../refusal.js';

/**
 * Reads the body of a request up to the limit, and no further.
 *
 * @throws {MockRefusal} `payload_too_large`.
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > limits.requestBytes) refuseSize();
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limits.requestBytes) refuseSize();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuseSize(): never {
  return refuse('payload_too_large', `The body is larger than ${String(limits.requestBytes)} bytes.`);
}
