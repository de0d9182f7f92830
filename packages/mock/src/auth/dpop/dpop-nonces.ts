import { createHmac, randomBytes } from 'node:crypto';
import type { MockContext } from '../../context.js';

/** The nonces that a proof must hold where the platform demands one (RFC 9449 §8): a new one every so often. */
export interface DpopNonces {
  current(): string;
  /** Tells whether a nonce is the current one or the one before, so that none runs out on its way. */
  isGood(nonce: string): boolean;
}

/** Makes nonces that nobody can guess and that nobody has to remember. */
export function createDpopNonces({ clock, settings }: MockContext): DpopNonces {
  const secret = randomBytes(32);
  const at = (period: number): string =>
    createHmac('sha256', secret).update(String(period)).digest('base64url');
  const period = (): number => Math.floor(clock.now() / (settings.dpopNonceSeconds * 1000));
  return {
    current: () => at(period()),
    isGood: (nonce) => [at(period()), at(period() - 1)].includes(nonce),
  };
}
