import { limits, type Route } from '@fanfare/contract';
import { describeType } from '../options/describe-type.js';
import { notSent } from './not-sent.js';

/**
 * Turns a body into the bytes that travel, once for all attempts, so that a signature and a server that
 * compares repeats see the same bytes.
 *
 * @throws RequestError `invalid_request`, where it cannot be JSON or is larger than `limits.requestBytes`.
 */
export function encodeBody(route: Route, body: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (body === undefined) return undefined;
  if (route.method === 'GET') throw notSent(route.id, 'has a body, and a GET takes none');
  const bytes = new TextEncoder().encode(toJson(route, body));
  if (bytes.byteLength > limits.requestBytes) {
    throw notSent(
      route.id,
      `has a body of ${bytes.byteLength} bytes, and the platform accepts ${limits.requestBytes}`,
    );
  }
  return bytes;
}

function toJson(route: Route, body: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(body);
  } catch {
    // Falls through: a cycle, a BigInt, a `toJSON` that throws. Their messages quote property names and values.
  }
  if (text === undefined)
    throw notSent(route.id, `has ${describeType(body)} as its body, which cannot be written as JSON`);
  return text;
}
