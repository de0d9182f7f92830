import { readBody } from '../router/read-body.js';

/**
 * Reads the body of a control request; `undefined` where it is no JSON.
 *
 * @throws {MockRefusal} `payload_too_large`.
 */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBody(request);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
