import { nodeCryptoFor } from '../runtime/node-crypto.js';

/** What every store keeps apart byte by byte: printable ASCII of a bounded length. */
const plain = /^(?!sha256:)[\x20-\x7e]{1,256}$/;

/** Names an event for a store: as it is where every store can keep that, else by its hash. */
export function storableKey(key: string): string {
  if (plain.test(key)) return key;
  // UTF-16, because UTF-8 writes all halves of a broken pair alike.
  return `sha256:${nodeCryptoFor('An inbox for an id that is not plain ASCII').hash('sha256', Buffer.from(key, 'utf16le'), 'hex')}`;
}
