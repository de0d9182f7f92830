import { webhookSignature } from '@fanfare/contract';
import { fromHex } from '../bytes/hex.js';
import type { DeliveryHeaders } from './delivery-headers.js';
import { WebhookError } from './webhook-error.js';

/** What the headers of a delivery say, parsed. */
export interface ParsedHeaders {
  /** The 32 bytes that the sender computed; twice while it signs with two secrets. */
  readonly macs: readonly Uint8Array[];
  /** The timestamp as it was written, because these characters were signed. */
  readonly timestampText: string;
  /** When the delivery was signed, in seconds since the epoch. */
  readonly signedAt: number;
}

const signatureForm = new RegExp(`^${webhookSignature.prefix}([0-9a-f]{64})$`);

/** Parses the headers in their one documented form; `parseInt` would let `1700000000junk` pass. */
export function parseHeaders(headers: DeliveryHeaders): ParsedHeaders {
  const { signature, additionalSignature } = headers;
  const macs = (additionalSignature === undefined ? [signature] : [signature, additionalSignature]).map(
    parseSignature,
  );
  if (!/^[0-9]{1,12}$/.test(headers.timestamp)) {
    throw new WebhookError('webhook_header_malformed', { what: 'its timestamp is not 1 to 12 digits' });
  }
  return { macs, timestampText: headers.timestamp, signedAt: Number(headers.timestamp) };
}

/** Parses the value of one of the signature headers. */
export function parseSignature(value: string): Uint8Array {
  const hex = signatureForm.exec(value)?.[1];
  if (hex !== undefined) return fromHex(hex);
  throw new WebhookError('webhook_header_malformed', {
    what: `its signature is not "${webhookSignature.prefix}" and 64 lower-case hex digits`,
  });
}
