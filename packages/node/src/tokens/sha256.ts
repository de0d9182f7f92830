import { toBase64Url } from '../bytes/base64url.js';
import { nodeCrypto } from '../runtime/node-crypto.js';

/** Hashes a text, in base64url; without waiting where the runtime has the crypto of Node. */
export function sha256(text: string): string | Promise<string> {
  return nodeCrypto()?.hash('sha256', text, 'base64url') ?? webSha256(text);
}

async function webSha256(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
