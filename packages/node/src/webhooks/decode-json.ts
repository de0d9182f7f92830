import { WebhookError } from './webhook-error.js';

/**
 * Decodes the bytes of a good delivery to a JSON object. Invalid UTF-8 is refused rather than replaced; a byte
 * order mark, which was signed like everything else, is ignored here only.
 */
export function decodeJson(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  const value = decodeJsonValue(bytes);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>; // any object of JSON is one
  }
  throw invalid('is not a JSON object');
}

/** Decodes the bytes of a good delivery to any JSON, with a hint of its own for what is none. */
export function decodeJsonValue(bytes: Uint8Array, hint?: string): unknown {
  const text = decode(bytes, hint);
  if (text === '') throw invalid('is empty', hint);
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('is not JSON', hint); // without the cause: its message quotes the payload
  }
}

let decoder: TextDecoder | undefined;

function decode(bytes: Uint8Array, hint: string | undefined): string {
  try {
    // One for all: it keeps nothing between two calls, and making one takes as long as decoding 1 KB.
    decoder ??= new TextDecoder('utf-8', { fatal: true });
    return decoder.decode(bytes);
  } catch {
    throw invalid('is not valid UTF-8', hint);
  }
}

function invalid(how: string, hint?: string): WebhookError {
  const what = `its signature is good, but its body ${how}`;
  return new WebhookError('webhook_payload_invalid', { what, ...(hint === undefined ? {} : { hint }) });
}
