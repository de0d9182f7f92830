import { sleep } from '@fanfare/core/base';
import type { Secret } from '../secret.js';
import { SealedRecordError } from '../sealing/sealing-error.js';
import { createAttempts } from './attempts.js';
import type { CredentialStrategy } from './credential-strategy.js';
import { fromRefusalRecord, sharedRefusal, toRefusalRecord, type LoginRefusal } from './login-refusal.js';
import { newPair } from './new-pair.js';
import { runLimited } from './run-limited.js';
import type { TokenManagerEvent } from './token-manager-event.js';
import { resolveTokenManagerOptions, type TokenManagerOptions } from './token-manager-options.js';
import { fromRecord, toRecord, type TokenPair } from './token-record.js';

/** Logs a server in, and keeps it logged in. */
export interface TokenManager extends CredentialStrategy {
  /** Forgets the tokens, here and in the store, or that a login was refused, and tells the platform to end their session. */
  logout(): Promise<void>;
}

/** How often a process looks whether another one has finished, in milliseconds. */
const lookMs = 50;
/** How many turns of others a process waits for at most. */
const maxTurns = 3;

/**
 * Logs a server in when that is needed, and refreshes its tokens before they expire: once for all who wait, in this process and in all
 * that share the store. A refresh that fails costs nothing while the token is good, and is repeated with growing pauses. Only a
 * definite refusal of a refresh leads to another login, and only a definite refusal of a login is told as one; it is tried again
 * after 15 minutes at the earliest, by whoever shares the store, so that no account is locked.
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
  const { exchange, owner, store, earlyMs, leaseMs, onEvent, clock, random } =
    resolveTokenManagerOptions(options);
  let held: TokenPair | undefined;
  let refreshAt = 0;
  // What a store still holds that did not take its successor in. Shown again, it would be taken for stolen.
  let spent: Secret | undefined;
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
    const record = await readRecord();
    const refusal = record === undefined ? undefined : fromRefusalRecord(record, clock.now());
    if (refusal !== undefined) throw sharedRefusal(refusal, clock.now());
    const pair = record === undefined ? undefined : fromRecord(record);
    return pair?.refreshToken.reveal() === spent?.reveal() ? undefined : pair;
  }

  async function readRecord(): Promise<string | undefined> {
    try {
      return await store.read(owner);
    } catch (error) {
      if (!(error instanceof SealedRecordError)) throw error;
      tell({ type: 'record_refused' });
      return undefined;
    }
  }

  const isNews = (pair: TokenPair | undefined, refused: Secret | undefined): pair is TokenPair =>
    pair !== undefined && pair.accessToken.reveal() !== refused?.reveal() && pair.expiresAt > clock.now();

  /** Waits for a turn; whoever finds what another one got meanwhile needs none. */
  async function takeTurn(holder: string, refused: Secret | undefined): Promise<TokenPair | undefined> {
    const message = 'Others are at the tokens, and did not finish in time.';
    return runLimited(
      async (signal) => {
        for (;;) {
          const present = await stored();
          if (isNews(present, refused)) return present;
          if (await store.claim(owner, { holder, leaseMs })) {
            if (!signal.aborted) return undefined;
            await store.release(owner, holder); // it came when nobody waited any more
          }
          await sleep(lookMs * (0.5 + random()), { clock, signal });
        }
      },
      { clock, limitMs: leaseMs * maxTurns, message },
    );
  }

  /** Exchanges in a turn of one's own; whoever has to wait for one takes what the other one got. */
  async function replace(refused: Secret | undefined): Promise<TokenPair> {
    const holder = crypto.randomUUID();
    const before = await takeTurn(holder, refused);
    if (before !== undefined) return adopt(before);
    try {
      const present = await stored(); // somebody may have finished between the look and the turn
      if (isNews(present, refused)) return adopt(present);
      return await keep(await exchanged(present ?? held, holder), holder);
    } finally {
      await store.release(owner, holder).catch(() => undefined); // it ends by itself
    }
  }

  async function exchanged(present: TokenPair | undefined, holder: string): Promise<TokenPair> {
    const onRefusal = async (refusal: LoginRefusal): Promise<void> => {
      tell({ type: 'login_refused' });
      await store.write(owner, { record: toRefusalRecord(refusal), holder }).catch(() => undefined); // it is thrown anyway
    };
    const message = 'The login or refresh was given up, because it took longer than leaseMs.';
    const next = await runLimited(() => newPair(present, { exchange, clock, tell, onRefusal }), {
      clock,
      limitMs: leaseMs,
      message,
    });
    if (present?.refreshToken.reveal() !== next.refreshToken.reveal()) spent = present?.refreshToken;
    return next;
  }

  async function keep(pair: TokenPair, holder: string): Promise<TokenPair> {
    const write = (): Promise<boolean> => store.write(owner, { record: toRecord(pair), holder });
    try {
      // Once more: while the store holds the spent refresh token, another process would show it.
      if (await write().catch(write)) return adopt(pair);
    } catch {
      // The refresh token before it is spent, so that these must not be lost.
      tell({ type: 'store_failed' });
      return adopt(pair);
    }
    // The turn was over: another process has tokens of its own by now, or is about to get them.
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
      await attempts.reset();
      const record = await readRecord();
      const pair = held ?? (record === undefined ? undefined : fromRecord(record));
      held = undefined;
      await store.remove(owner);
      if (pair !== undefined) await exchange.logout(pair);
    },
  };
}
