import { concat } from '../bytes/concat.js';
import { type DigestForm, shortHmac } from './short-hmac.js';
import { nodeCrypto, type NodeCrypto } from './node-crypto.js';

/** A key of HMAC-SHA256. */
export interface HmacKey {
  /** Computes the MAC over a text and the bytes behind it; without waiting where the runtime has the crypto of Node. */
  mac(text: string, bytes?: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** Makes a key of a secret, once: with bytes in place of a key, Node takes four times as long for each MAC. */
export function hmacKey(secret: Uint8Array): HmacKey {
  const node = nodeCrypto();
  return node === undefined ? webHmacKey(secret) : nodeHmacKey(node, secret);
}

/** A key whose MACs are there at once. */
export interface NodeHmacKey extends HmacKey {
  mac(text: string, bytes?: Uint8Array): Uint8Array;
  /** Computes the MAC over a text, in base64. */
  macAsBase64(text: string): string;
}

/** Makes a key of Node. */
export function nodeHmacKey(node: NodeCrypto, secret: Uint8Array): NodeHmacKey {
  const key = node.createSecretKey(secret);
  const short = shortHmac(node, secret);
  const digest = (form: DigestForm, text: string, bytes = nothing): string =>
    short(text, bytes, form) ??
    node.createHmac('sha256', key).update(text, 'utf8').update(bytes).digest(form);
  return {
    // By way of a string: a digest that is a Buffer is given memory of its own, which takes a fifth of all this.
    mac: (text, bytes) => Buffer.from(digest('binary', text, bytes), 'latin1'),
    macAsBase64: (text) => digest('base64', text),
  };
}

const nothing: Uint8Array = new Uint8Array();

/** Makes a key with WebCrypto alone. */
export function webHmacKey(secret: Uint8Array): HmacKey {
  const bytes = Uint8Array.from(secret); // it is imported with the first MAC, and may be changed until then
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  let importing: Promise<CryptoKey> | undefined;
  let key: CryptoKey | undefined;
  const encoder = new TextEncoder();
  return {
    async mac(text, body = nothing) {
      const head = encoder.encode(text);
      const signed = concat([head, body], head.byteLength + body.byteLength);
      importing ??= crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign']);
      key ??= await importing;
      return new Uint8Array(await crypto.subtle.sign('HMAC', key, signed));
    },
  };
}
