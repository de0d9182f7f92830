import { OptionsError } from '@fanfare/core/base';

/** What is used of the network of Node. */
export type NodeNet = Pick<typeof import('node:net'), 'BlockList' | 'isIP'>;

/**
 * Asks the runtime for `node:net`, which is not imported, so that a module also loads where it is missing.
 *
 * @throws OptionsError `invalid_options`, naming the option that needs it
 */
export function nodeNet(option: string): NodeNet {
  // As its documentation says; an older runtime of that name may lack it.
  const net = globalThis.process?.getBuiltinModule?.('node:net') as NodeNet | undefined;
  if (net !== undefined) return net;
  throw new OptionsError(
    `${option} needs node:net, and this runtime has none. Let the platform in front of it check addresses.`,
  );
}
