import { checkOptions, OptionsError, systemClock, type Clock } from '@fanfare/core/base';
import { checkClock, checkMethods, checkType, checkWhole } from '../check-option.js';
import { memoryTokenStore } from './memory-token-store.js';
import type { TokenExchange } from './token-exchange.js';
import type { TokenManagerEvent } from './token-manager-event.js';
import type { TokenOwner, TokenStore } from './token-store.js';

/** How a token manager is set up. */
export interface TokenManagerOptions {
  /** How the platform hands out tokens, such as `fincodeExchange`. */
  readonly exchange: TokenExchange;
  /** Whose tokens they are: nothing of another owner is ever used. */
  readonly owner: TokenOwner;
  /** Where they are kept. Share one between processes, and they log in and refresh once for all. @default the memory of this process */
  readonly store?: TokenStore | undefined;
  /** From when before its expiry a token is refreshed, at a random point of it, while it goes on serving; in milliseconds. @default 300_000 */
  readonly earlyMs?: number | undefined;
  /**
   * How long one login or refresh may take before it is given up and another process takes over; longer than the exchange's own limit. In
   * milliseconds. @default 30_000
   */
  readonly leaseMs?: number | undefined;
  /** Is told what happens; nothing in it is secret. @default nobody is told */
  readonly onEvent?: ((event: TokenManagerEvent) => void) | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
  /** Returns a number from 0 up to, not including, 1. @default `Math.random` */
  readonly random?: (() => number) | undefined;
}

const known = [
  'exchange',
  'owner',
  'store',
  'earlyMs',
  'leaseMs',
  'onEvent',
  'clock',
  'random',
] as const satisfies readonly (keyof TokenManagerOptions)[];

/** Options with nothing left open. */
export type ResolvedTokenManagerOptions = {
  readonly [Name in keyof TokenManagerOptions]-?: NonNullable<TokenManagerOptions[Name]>;
};

/**
 * Checks the options and fills in the defaults.
 *
 * @throws OptionsError `invalid_options`
 */
export function resolveTokenManagerOptions(options: TokenManagerOptions): ResolvedTokenManagerOptions {
  checkOptions(options, known, 'createTokenManager');
  const { exchange, owner, earlyMs = 300_000, leaseMs = 30_000, random = Math.random } = options;
  const { onEvent = () => undefined } = options;
  const { clock = systemClock, store = memoryTokenStore({ clock }) } = options;
  checkClock(clock);
  checkType({ onEvent, random }, 'function');
  checkWhole({ earlyMs, leaseMs }, { min: 1 });
  checkMethods({ exchange: exchange ?? null }, ['login', 'refresh', 'logout']);
  checkMethods({ store }, ['read', 'write', 'remove', 'claim', 'release']);
  for (const part of [owner?.tenant, owner?.user]) {
    if (typeof part !== 'string' || part === '')
      throw new OptionsError('owner needs a tenant and a user: tokens of one are not for another.');
  }
  return { exchange, owner, store, earlyMs, leaseMs, onEvent, clock, random };
}
