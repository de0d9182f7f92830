import { WebhookError } from './webhook-error.js';

/**
 * Decodes the bytes of a good delivery to a JSON object. Invalid UTF-8 is refused rather than replaced; a byte
 * order mark, which was signed like everything else, is ignored here only.
 */
export function decodeJson(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const value = parse(decode(bytes));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>; // any object of JSON is one
  }
  throw invalid('is not a JSON object');
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('is not valid UTF-8');
  }
}

function parse(text: string): unknown {
  if (text === '') throw invalid('is empty');
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('is not JSON'); // without the cause: its message quotes the payload
  }
}

function invalid(how: string): WebhookError {
  return new WebhookError('webhook_payload_invalid', { what: `its signature is good, but its body ${how}` });
}
