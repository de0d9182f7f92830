import { requestSignature } from '@fanfare/contract';
import { toBase64Url } from '../bytes/base64url.js';

const { nonceBytes } = requestSignature;
/** How many are drawn at once: each time the system is asked costs as much as a signature. */
const stock = 64;

/** Makes nonces out of random bytes of the runtime, of which each is used once and then forgotten. */
export function createNonces(): () => string {
  const bytes = new Uint8Array(nonceBytes * stock);
  let used = bytes.byteLength;
  return () => {
    if (used === bytes.byteLength) {
      crypto.getRandomValues(bytes);
      used = 0;
    }
    const own = bytes.subarray(used, (used += nonceBytes));
    const nonce = toBase64Url(own);
    own.fill(0);
    return nonce;
  };
}
