import { nodeCrypto } from '../runtime/node-crypto.js';

/** Tells whether two MACs are the same, in a time that does not depend on where they differ. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.byteLength !== right.byteLength) return false;
  return nodeCrypto()?.timingSafeEqual(left, right) ?? equalByteByByte(left, right);
}

/** Looks at every byte, whatever the ones before were. */
export function equalByteByByte(left: Uint8Array, right: Uint8Array): boolean {
  let difference = 0;
  for (let at = 0; at < left.byteLength; at += 1) difference |= (left[at] ?? 0) ^ (right[at] ?? 0);
  return difference === 0;
}
