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

/**
 * Finds the first key that made one of the signatures, in constant time per comparison; -1 where none did. It answers
 * without waiting where the runtime has the crypto of Node.
 */
export function findKey(search: MacSearch): number | Promise<number> {
  return findFrom(0, search);
}

function findFrom(index: number, search: MacSearch): number | Promise<number> {
  const key = search.keys[index];
  if (key === undefined) return -1;
  const compare = (own: Uint8Array): number | Promise<number> =>
    search.macs.some((mac) => equalBytes(own, mac)) ? index : findFrom(index + 1, search);
  const own = key.mac(signedHead(search.timestampText), search.bytes);
  return own instanceof Uint8Array ? compare(own) : own.then(compare);
}
