import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { webhookSignature } from '@fanfare/contract';

/** What a signature covers. */
export interface SignedContent {
  readonly timestampText: string;
  readonly bytes: Uint8Array;
}

/** A signature, and the keys that may have made it. */
export interface MacSearch extends SignedContent {
  /** The 32 bytes that the sender computed. */
  readonly mac: Buffer;
  readonly keys: readonly KeyObject[];
}

/** Computes the signature over the timestamp, a full stop and the bytes. */
export function computeMac(content: SignedContent, key: KeyObject): Buffer {
  return createHmac(webhookSignature.algorithm, key)
    .update(content.timestampText + webhookSignature.separator)
    .update(content.bytes)
    .digest();
}

/** Finds the key that made a signature, in constant time per key; -1 where none did. */
export function findKey({ mac, keys, ...content }: MacSearch): number {
  return keys.findIndex((key) => timingSafeEqual(computeMac(content, key), mac));
}
