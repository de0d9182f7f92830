import { isFaultName } from './fault-names.js';
import type { Fault } from './fault.js';
import { readFault } from './read-fault.js';

/** The header by which one request asks for a fault of its own: a name, or JSON. */
export const faultHeader = 'x-mock-fault';

/**
 * Reads the fault that a request asks for.
 *
 * @throws {MockRefusal} `validation_error`, where it is neither a name nor a fault.
 */
export function askedFault(headers: Headers): Fault | undefined {
  const text = headers.get(faultHeader);
  if (text === null) return undefined;
  return readFault(isFaultName(text) ? { like: text } : parse(text));
}

function parse(text: string): unknown {
  if (!text.startsWith('{')) return { like: text }; // which says what names there are
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
