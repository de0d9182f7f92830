import { limits, type Route } from '@fanfare/contract';
import { RequestError } from '../errors/error-classes.js';
import { describeType } from '../options/describe-type.js';

/**
 * Turns a body into the bytes that travel, once for all attempts, so that a signature and a server that
 * compares repeats see the same bytes.
 *
 * @throws {@link RequestError} `invalid_request`, where it cannot be JSON or is larger than `limits.requestBytes`.
 */
export function encodeBody(route: Route, body: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (body === undefined) return undefined;
  if (route.method === 'GET') throw refused(route, 'a GET has no body');
  const bytes = new TextEncoder().encode(toJson(route, body));
  if (bytes.byteLength > limits.requestBytes) {
    throw refused(
      route,
      `its body has ${bytes.byteLength} bytes, and the platform accepts ${limits.requestBytes}`,
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
  if (text === undefined) throw refused(route, `its body, ${describeType(body)}, cannot be written as JSON`);
  return text;
}

function refused(route: Route, why: string): RequestError {
  return new RequestError(`${route.id} was not sent: ${why}.`, { code: 'invalid_request' });
}
