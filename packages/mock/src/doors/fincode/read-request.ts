import { limits } from '@fanfare/contract';
import { MockRefusal } from '../../refusal.js';
import { jsonDepth } from '../../router/json-depth.js';
import { readBody } from '../../router/read-body.js';
import { refuseFincode } from './fincode-refusal.js';

/**
 * Reads texts from a JSON body: flat, as the pages of the calls show it, or in the documented envelope `{ data, metadata }`.
 *
 * @throws {FincodeRefusal} `VALIDATION_ERROR`, naming what is missing and never what was sent.
 */
export async function readRequest<const Name extends string>(
  request: Request,
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  const body = await readObject(request);
  const fields = isObject(body['data']) ? body['data'] : body;
  if (fields['payloadEncrypted'] === true) {
    return refuseFincode(
      'VALIDATION_ERROR',
      'Encrypted payloads are not played here; send payloadEncrypted: false.',
    );
  }
  const wrong = names.filter((name) => typeof fields[name] !== 'string' || fields[name] === '');
  if (wrong.length > 0) return refuseFincode('VALIDATION_ERROR', `${wrong.join(' and ')} must be a text.`);
  return fields as Record<Name, string>; // every name was checked
}

async function readObject(request: Request): Promise<Readonly<Record<string, unknown>>> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readBody(request));
    const body: unknown = jsonDepth(text) > limits.jsonDepth ? undefined : JSON.parse(text);
    if (isObject(body)) return body;
  } catch (error) {
    const isTheirs =
      error instanceof MockRefusal || error instanceof SyntaxError || error instanceof TypeError;
    if (!isTheirs) throw error;
  }
  return refuseFincode('VALIDATION_ERROR', 'The body must be a JSON object.');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
