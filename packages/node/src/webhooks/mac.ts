import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { webhookSignature } from '@fanfare/contract';

/** What a signature covers. */
export interface SignedContent {
  readonly timestampText: string;
  readonly bytes: Uint8Array;
}

/** Signatures, and the keys that may have made them. */
export interface MacSearch extends SignedContent {
  /** What the sender computed, 32 bytes each. */
  readonly macs: readonly Buffer[];
  readonly keys: readonly KeyObject[];
}

/** Computes the signature over the timestamp, a full stop and the bytes. */
export function computeMac(content: SignedContent, key: KeyObject): Buffer {
  return createHmac(webhookSignature.algorithm, key)
    .update(content.timestampText + webhookSignature.separator)
    .update(content.bytes)
    .digest();
}

/** Finds the first key that made one of the signatures, in constant time per comparison; -1 where none did. */
export function findKey({ macs, keys, ...content }: MacSearch): number {
  return keys.findIndex((key) => {
    const own = computeMac(content, key);
    return macs.some((mac) => timingSafeEqual(own, mac));
  });
}
