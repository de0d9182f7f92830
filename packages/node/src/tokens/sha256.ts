import { toBase64Url } from '../base64url.js';

interface NodeCrypto {
  hash?(algorithm: string, data: string, encoding: 'base64url'): string;
}

/**
 * Hashes a text, in base64url. Where a runtime has the crypto of Node, that answers without waiting and within microseconds; elsewhere
 * WebCrypto does. It is asked for and not imported, so that this module also loads where there is no `node:crypto`.
 */
export function sha256(text: string): string | Promise<string> {
  const node = globalThis.process?.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined; // as its documentation says
  return node?.hash === undefined ? webSha256(text) : node.hash('sha256', text, 'base64url');
}

async function webSha256(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
