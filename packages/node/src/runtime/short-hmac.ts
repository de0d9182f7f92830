import type { NodeCrypto } from './node-crypto.js';

const blockBytes = 64;
const macBytes = 32;
/** Beyond this, a hash in parts is as quick. */
const mostBytes = 8_192;

/** The forms in which Node writes a digest as a string; `binary` has one character per byte. */
export type DigestForm = 'base64' | 'binary';

/** Computes the MAC over a text and the bytes behind it; `undefined` where they are too long for it. */
export type ShortHmac = (text: string, bytes: Uint8Array, form: DigestForm) => string | undefined;

/**
 * Prepares HMAC-SHA256 (RFC 2104) for short messages, out of two hashes in one go each: half of what Node takes to set up a MAC, feed it
 * and read it, which is most of the work for a message of 1 KB.
 */
export function shortHmac(node: NodeCrypto, secret: Uint8Array): ShortHmac {
  const key = secret.byteLength > blockBytes ? hashed(node, secret) : secret;
  // Memory of its own, not of the pool that Node hands out pieces of.
  const inner = Buffer.alloc(blockBytes + mostBytes);
  const outer = Buffer.alloc(blockBytes + macBytes);
  for (let at = 0; at < blockBytes; at += 1) {
    const byte = key[at] ?? 0;
    inner[at] = byte ^ 0x36;
    outer[at] = byte ^ 0x5c;
  }
  return (text, bytes, form) => {
    if (text.length * 3 + bytes.byteLength > mostBytes) return undefined; // at most 3 bytes of UTF-8 a unit
    const begin = blockBytes + inner.write(text, blockBytes, 'utf8');
    const end = begin + bytes.byteLength;
    inner.set(bytes, begin);
    outer.write(node.hash('sha256', inner.subarray(0, end), 'binary'), blockBytes, 'latin1');
    inner.fill(0, blockBytes, end); // the message is not kept
    return node.hash('sha256', outer, form);
  };
}

function hashed(node: NodeCrypto, secret: Uint8Array): Uint8Array {
  return Buffer.from(node.hash('sha256', secret, 'binary'), 'latin1');
}
