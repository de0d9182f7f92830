import { checkOptions, OptionsError, sleep, systemClock, type Clock } from '@fanfare/core/base';
import { checkClock, checkMethods, checkType, checkWhole } from '../check-option.js';
import type { Secret } from '../secret.js';
import { createAttempts } from './attempts.js';
import type { CredentialStrategy } from './credential-strategy.js';
import { memoryTokenStore } from './memory-token-store.js';
import { newPair } from './new-pair.js';
import type { TokenExchange } from './token-exchange.js';
import type { TokenManagerEvent } from './token-manager-event.js';
import { fromRecord, toRecord, type TokenPair } from './token-record.js';
import type { TokenOwner, TokenStore } from './token-store.js';
import { SealedRecordError } from '../sealing/sealing-error.js';

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
  /** How long one login or refresh may take before another process takes over; longer than the exchange's own limit. In milliseconds. @default 30_000 */
  readonly leaseMs?: number | undefined;
  /** Is told what happens; nothing in it is secret. @default nobody is told */
  readonly onEvent?: ((event: TokenManagerEvent) => void) | undefined;
  /** @default the system's */
  readonly clock?: Clock | undefined;
  /** Returns a number from 0 up to, not including, 1. @default `Math.random` */
  readonly random?: (() => number) | undefined;
}

/** Logs a server in, and keeps it logged in. */
export interface TokenManager extends CredentialStrategy {
  /** Forgets the tokens, here and in the store, and tells the platform to end their session. */
  logout(): Promise<void>;
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

/** How often a process looks whether another one has finished, in milliseconds. */
const lookMs = 50;

/**
 * Logs a server in when that is needed, and refreshes its tokens before they expire: once for all who wait, in this process and in all
 * that share the store. A refresh that fails costs nothing while the token is good, and is repeated with growing pauses. Only a
 * definite refusal of a refresh leads to another login, and only a definite refusal of a login is told as one; it is tried again
 * after 15 minutes at the earliest, so that no account is locked.
 *
 * @throws OptionsError `invalid_options`; using it throws AuthenticationError or TooManyAttemptsError where the login was refused, and what the
 *   exchange and the store threw
 * @example
 * ```ts
 * import { callWith, createTokenManager, fincodeExchange } from '@fanfare/node/credentials';
 *
 * const tokens = createTokenManager({
 *   owner: { tenant: 'aurora', user: 'till' },
 *   exchange: fincodeExchange({
 *     baseUrl: 'https://aurora.fincode.software/api/v6/services',
 *     email: 'till@aurora.example',
 *     password: () => process.env['FINCODE_PASSWORD'] ?? '',
 *   }),
 * });
 * const balance = await callWith(tokens, (token) =>
 *   fetch('https://aurora.fincode.software/api/v6/services/ledger/account-balance/1', {
 *     headers: { 'x-auth-token': token.reveal(), platform: 'fincode' },
 *     redirect: 'error',
 *   }),
 * );
 * ```
 */
export function createTokenManager(options: TokenManagerOptions): TokenManager {
  const { exchange, owner, store, earlyMs, leaseMs, onEvent, clock, random } = resolve(options);
  let held: TokenPair | undefined;
  let refreshAt = 0;
  const attempts = createAttempts<TokenPair>(clock, random);

  function tell(event: TokenManagerEvent): void {
    try {
      onEvent(event);
    } catch {
      // Whoever listens must not make a call fail.
    }
  }

  function adopt(pair: TokenPair): TokenPair {
    held = pair;
    refreshAt = pair.expiresAt - earlyMs * (0.5 + random() / 2);
    return pair;
  }

  /** What the store holds. A record that cannot be trusted is as good as none. */
  async function stored(): Promise<TokenPair | undefined> {
    try {
      const record = await store.read(owner);
      return record === undefined ? undefined : fromRecord(record);
    } catch (error) {
      if (!(error instanceof SealedRecordError)) throw error;
      tell({ type: 'record_refused' });
      return undefined;
    }
  }

  const isNews = (pair: TokenPair | undefined, refused: Secret | undefined): pair is TokenPair =>
    pair !== undefined && pair.accessToken.reveal() !== refused?.reveal() && pair.expiresAt > clock.now();

  /** Exchanges in a turn of one's own; whoever has to wait for one takes what the other one got. */
  async function replace(refused: Secret | undefined): Promise<TokenPair> {
    const holder = crypto.randomUUID();
    for (;;) {
      const before = await stored();
      if (isNews(before, refused)) return adopt(before);
      if (await store.claim(owner, { holder, leaseMs })) break;
      await sleep(lookMs * (0.5 + random()), { clock });
    }
    try {
      const present = await stored(); // somebody may have finished between the look and the turn
      if (isNews(present, refused)) return adopt(present);
      return await keep(await newPair(present ?? held, { exchange, clock, tell }), holder);
    } finally {
      await store.release(owner, holder).catch(() => undefined); // it ends by itself
    }
  }

  async function keep(pair: TokenPair, holder: string): Promise<TokenPair> {
    try {
      if (await store.write(owner, { record: toRecord(pair), holder })) return adopt(pair);
    } catch {
      // The refresh token before it is spent, so that these must not be lost.
      tell({ type: 'store_failed' });
      return adopt(pair);
    }
    // The turn was over: another process has tokens of its own by now.
    return adopt((await stored()) ?? pair);
  }

  const obtain = (refused: Secret | undefined): Promise<TokenPair> => attempts.run(() => replace(refused));

  return {
    async get() {
      const present = held?.accessToken;
      if (held === undefined || held.expiresAt <= clock.now()) return (await obtain(present)).accessToken;
      if (clock.now() >= refreshAt) obtain(present).catch(() => undefined); // the present one serves meanwhile
      return held.accessToken;
    },
    async renew(refused: Secret) {
      if (held !== undefined && held.accessToken.reveal() !== refused.reveal()) return held.accessToken;
      return (await obtain(refused)).accessToken;
    },
    async logout() {
      await attempts.settled();
      const pair = held ?? (await stored());
      held = undefined;
      await store.remove(owner);
      if (pair !== undefined) await exchange.logout(pair);
    },
  };
}

type Resolved = { readonly [Name in keyof TokenManagerOptions]-?: NonNullable<TokenManagerOptions[Name]> };

function resolve(options: TokenManagerOptions): Resolved {
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
