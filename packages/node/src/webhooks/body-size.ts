import { concat } from '../bytes/concat.js';
import { WebhookError } from './webhook-error.js';

/** Gathers the chunks of a body and refuses it as soon as it exceeds the limit. */
export interface BodyCollector {
  add(chunk: Uint8Array): void;
  bytes(): Uint8Array<ArrayBuffer>;
}

/** Starts a collection; what the sender declares is checked before the first chunk is read. */
export function collectBody(maxBytes: number, declared: string | null | undefined): BodyCollector {
  if (/^\d+$/.test(declared ?? '') && Number(declared) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add(chunk) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      chunks.push(chunk);
    },
    bytes: () => concat(chunks, size),
  };
}

/** Makes the error for a body over the limit. */
export function tooLarge(maxBytes: number): WebhookError {
  return new WebhookError('webhook_body_too_large', { what: `its body has more than ${maxBytes} bytes` });
}

/** Makes the error for a body that stopped before its end. */
export function unreadable(): WebhookError {
  return new WebhookError('webhook_body_unreadable', { what: 'its body did not arrive whole' });
}
