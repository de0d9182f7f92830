/** What is used of the crypto of Node, where there is one: it answers without waiting, and much sooner than WebCrypto. */
export type NodeCrypto = Pick<typeof import('node:crypto'), 'hash' | 'createPublicKey' | 'verify'>;

/**
 * Asks the runtime for `node:crypto` (Node, Bun, Deno); `undefined` elsewhere. It is not imported, so that a module also loads where it is
 * missing.
 */
export function nodeCrypto(): NodeCrypto | undefined {
  // As its documentation says; an older runtime of that name may lack it.
  return globalThis.process?.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined;
}
