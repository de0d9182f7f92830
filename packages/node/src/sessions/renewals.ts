import type { Clock } from '@fanfare/core/base';
import { pause } from './pause.js';
import type { Platform } from './platform.js';
import type { RefreshTimes } from './refresh-times.js';
import { renewalWaiting } from './renewal-waiting.js';
import { saveTokens } from './save-tokens.js';
import { sessionOver } from './session-over.js';
import { holdTokens, tokenLeft, type HeldTokens, type SessionRecord } from './session-record.js';
import type { SessionStore } from './session-store.js';
import { settleFailure } from './settle-failure.js';
import { tradeTokens } from './trade-tokens.js';
import { createTurn, type Turn } from './turn.js';
import { createUnsavedTokens } from './unsaved-tokens.js';
import type { Vault } from './vault.js';

/** What renewals are made of. */
export interface RenewalsOptions extends RefreshTimes {
  readonly vault: Vault;
  readonly store: SessionStore;
  readonly platform: Platform;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Gets usable access tokens, with one refresh for everybody who waits for one, in all processes. */
export interface Renewals {
  /**
   * Returns a session whose access token may be used.
   *
   * @param after - Asks for a token that is newer than this generation's.
   * @throws AuthenticationError where the session is over; FanfareError `service_unavailable` and the like where only the refresh
   *   failed, which leaves the session as it is.
   */
  usable(key: string, after?: number): Promise<SessionRecord>;
}

/** The longest that somebody waits for another process, in milliseconds. */
const patienceMs = 12_000;

/** Creates what renews tokens. */
export function createRenewals(options: RenewalsOptions): Renewals {
  const { vault, platform, clock, random, attemptMs } = options;
  const flights = new Map<string, Promise<SessionRecord>>();
  const unsaved = createUnsavedTokens();

  const isGood = (record: SessionRecord, after: number | undefined): boolean =>
    record.generation > (after ?? -1) && tokenLeft(record.tokens, clock.now()) > 0;

  const look = async (
    key: string,
    after: number | undefined,
  ): Promise<{ record: SessionRecord; isDone: boolean }> => {
    const record = await vault.open(key);
    if (record === null) throw sessionOver();
    if (isGood(record, after)) return { record, isDone: true };
    const wait = (record.failure?.until ?? 0) - clock.now();
    if (record.failure !== undefined && wait > 0) throw renewalWaiting(record.failure, wait);
    return { record, isDone: false };
  };

  const renew = async (key: string, after: number | undefined): Promise<SessionRecord> => {
    const turn = createTurn(key, options);
    const exchange = async (): Promise<SessionRecord | undefined> => {
      const { record, isDone } = await look(key, after); // somebody may have been at it a moment ago
      if (isDone) return record;
      const renewed = await refresh(key, { from: record, turn });
      return renewed !== undefined && isGood(renewed, after) ? renewed : undefined;
    };
    await platform.prepare();
    const giveUpAt = clock.now() + patienceMs;
    while (clock.now() < giveUpAt) {
      const { record, isDone } = await look(key, after);
      if (isDone) return record;
      const renewed = await turn.run(exchange);
      if (renewed !== undefined) return renewed;
      await pause(50 + 100 * random(), clock);
    }
    throw renewalWaiting({ code: 'service_unavailable', status: 503 }, 1_000);
  };

  const refresh = async (
    key: string,
    { from, turn }: { readonly from: SessionRecord; readonly turn: Turn },
  ): Promise<SessionRecord | undefined> => {
    let tokens: HeldTokens | undefined = unsaved.take(key, from.generation);
    if (tokens === undefined) {
      try {
        const answer = await tradeTokens(from, { turn, platform, clock, random, attemptMs });
        if (answer === undefined) return undefined;
        tokens = holdTokens(answer, clock.now());
      } catch (error) {
        return settleFailure(key, { from, error, vault, clock, random });
      }
    }
    const kept = await saveTokens(key, { from, tokens, vault, unsaved, clock, random });
    if (kept !== null) return kept;
    // Signed out meanwhile: nobody may go on with the new pair.
    await platform({ accessToken: tokens.accessToken })('auth.logout', {}).catch(() => undefined);
    throw sessionOver();
  };

  return {
    async usable(key, after) {
      const record = await vault.open(key);
      if (record === null) throw sessionOver();
      if (isGood(record, after)) return record;
      const name = `${key} ${after ?? ''}`;
      const flight = flights.get(name) ?? renew(key, after).finally(() => flights.delete(name));
      flights.set(name, flight);
      return flight;
    },
  };
}
