import { webhookSignature } from '@fanfare/contract';
import { equalBytes } from '../bytes/equal-bytes.js';
import type { HmacKey } from '../runtime/hmac-key.js';

/** What a signature covers. */
export interface SignedContent {
  readonly timestampText: string;
  readonly bytes: Uint8Array;
}

/** Signatures, and the keys that may have made them. */
export interface MacSearch extends SignedContent {
  /** What the sender computed, 32 bytes each. */
  readonly macs: readonly Uint8Array[];
  readonly keys: readonly HmacKey[];
}

/** Writes what is signed before the bytes: the timestamp and a full stop. */
export function signedHead(timestampText: string): string {
  return timestampText + webhookSignature.separator;
}

/** Finds the first key that made one of the signatures, in constant time per comparison; -1 where none did. */
export async function findKey({ macs, keys, timestampText, bytes }: MacSearch): Promise<number> {
  const head = signedHead(timestampText);
  for (const [index, key] of keys.entries()) {
    const own = await key.mac(head, bytes);
    if (macs.some((mac) => equalBytes(own, mac))) return index;
  }
  return -1;
}
