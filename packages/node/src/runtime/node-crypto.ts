import { OptionsError } from '@fanfare/core/base';

/** What is used of the crypto of Node, where there is one: it answers without waiting, and much sooner than WebCrypto. */
export type NodeCrypto = Pick<
  typeof import('node:crypto'),
  | 'createHmac'
  | 'createPrivateKey'
  | 'createPublicKey'
  | 'createSecretKey'
  | 'hash'
  | 'hkdfSync'
  | 'KeyObject'
  | 'sign'
  | 'timingSafeEqual'
  | 'verify'
>;

/**
 * Asks the runtime for `node:crypto` (Node, Bun, Deno); `undefined` elsewhere. It is not imported, so that a module also loads where it is
 * missing.
 */
export function nodeCrypto(): NodeCrypto | undefined {
  // As its documentation says; an older runtime of that name may lack it.
  return globalThis.process?.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined;
}

/**
 * Asks for `node:crypto` on behalf of a function that answers without waiting, which WebCrypto cannot.
 *
 * @throws OptionsError `invalid_options`
 */
export function nodeCryptoFor(caller: string): NodeCrypto {
  const node = nodeCrypto();
  if (node !== undefined) return node;
  throw new OptionsError(
    `${caller} answers without waiting, for which it needs node:crypto, and this runtime has none. Call it on a server, or switch on the Node modules of the runtime (nodejs_compat).`,
  );
}
