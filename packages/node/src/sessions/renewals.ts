import { FanfareError, isFanfareError, type Clock } from '@fanfare/core/base';
import type { RefreshResult } from '@fanfare/contract';
import { holdLease } from './hold-lease.js';
import { pause } from './pause.js';
import { planFailure } from './plan-failure.js';
import type { Platform } from './platform.js';
import { newSessionId } from './session-id.js';
import { endsSession, sessionOver } from './session-over.js';
import {
  holdTokens,
  tokenLeft,
  type HeldTokens,
  type RefreshFailure,
  type SessionRecord,
} from './session-record.js';
import type { SessionStore } from './session-store.js';
import { createUnsavedTokens } from './unsaved-tokens.js';
import type { Vault } from './vault.js';

/** What renewals are made of. */
export interface RenewalsOptions {
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

/** A process that dies with the lease in its hand delays the others by this at most: the platform's leeway runs meanwhile. */
export const leaseMs = 3_000;
/** The time for one attempt, and the longest that somebody waits for another process, in milliseconds. */
const attemptMs = 3_500;
const patienceMs = 12_000;
/** How often tokens that the platform has just rotated are written before that is left to the next who asks. */
const saveTries = 10;

/** Tells, just before tokens are sent, whether they may be. */
type IsTurn = (from: SessionRecord) => Promise<boolean>;

interface Turn {
  readonly from: SessionRecord;
  readonly isTurn: IsTurn;
}

interface Unsaved {
  readonly from: SessionRecord;
  readonly tokens: HeldTokens;
}

/** Creates what renews tokens. */
export function createRenewals(options: RenewalsOptions): Renewals {
  const { vault, store, platform, clock, random } = options;
  const flights = new Map<string, Promise<SessionRecord>>();
  const unsaved = createUnsavedTokens();

  const renew = async (key: string, after: number | undefined): Promise<SessionRecord> => {
    const lease = { key, holder: newSessionId() };
    const isGood = (record: SessionRecord): boolean =>
      record.generation > (after ?? -1) && tokenLeft(record.tokens, clock.now()) > 0;
    const look = async (): Promise<{ record: SessionRecord; isDone: boolean }> => {
      const record = await vault.open(key);
      if (record === null) throw sessionOver();
      if (isGood(record)) return { record, isDone: true };
      const wait = (record.failure?.until ?? 0) - clock.now();
      if (record.failure !== undefined && wait > 0) throw waiting(record.failure, wait);
      return { record, isDone: false };
    };
    const hold = (): Promise<boolean> => store.lease(lease, leaseMs);
    /** Whether the lease is this process's for a while yet, and what it is about to send still the newest. Nothing is sent otherwise. */
    const isTurn: IsTurn = async (from) => {
      const askedAt = clock.now();
      if (!(await hold())) return false;
      // In this order: between a look and the lease, somebody else may have taken a turn and given it back.
      const { generation } = (await vault.open(key)) ?? {};
      return generation === from.generation && clock.now() - askedAt < leaseMs / 2;
    };
    const exchange = async (): Promise<SessionRecord | undefined> => {
      const { record, isDone } = await look(); // somebody may have been at it a moment ago
      if (isDone) return record;
      const renewed = await refresh(key, { from: record, isTurn });
      return renewed !== undefined && isGood(renewed) ? renewed : undefined;
    };
    await platform.prepare();
    const giveUpAt = clock.now() + patienceMs;
    while (clock.now() < giveUpAt) {
      const { record, isDone } = await look();
      if (isDone) return record;
      const renewed = (await hold())
        ? await holdLease(exchange, { store, lease, leaseMs, clock })
        : undefined;
      if (renewed !== undefined) return renewed;
      await pause(50 + 100 * random(), clock);
    }
    throw waiting({ code: 'service_unavailable', status: 503 }, 1_000);
  };

  const refresh = async (key: string, { from, isTurn }: Turn): Promise<SessionRecord | undefined> => {
    let tokens = unsaved.take(key, from.generation);
    if (tokens === undefined) {
      try {
        const answer = await trade(from, isTurn);
        if (answer === undefined) return undefined;
        tokens = holdTokens(answer, clock.now());
      } catch (error) {
        return fail(key, { from, error });
      }
    }
    const kept = await save(key, { from, tokens });
    if (kept !== null) return kept;
    // Signed out meanwhile: nobody may go on with the new pair.
    await platform({ accessToken: tokens.accessToken })('auth.logout', {}).catch(() => undefined);
    throw sessionOver();
  };

  /** The platform has rotated the tokens: a store that fails now must not cost the session. */
  const save = async (key: string, { from, tokens }: Unsaved): Promise<SessionRecord | null> => {
    const giveUpAt = clock.now() + patienceMs;
    for (let tries = 1; ; tries += 1) {
      try {
        return await vault.update(key, (current) =>
          current.generation === from.generation
            ? { ...current, tokens, generation: current.generation + 1, failure: undefined }
            : undefined,
        );
      } catch (error) {
        if (tries < saveTries && clock.now() < giveUpAt) {
          await pause(200 + 200 * random(), clock);
          continue;
        }
        unsaved.keep(key, { generation: from.generation, tokens });
        throw error;
      }
    }
  };

  const trade = async (from: SessionRecord, isTurn: IsTurn): Promise<RefreshResult | undefined> => {
    const { tokens } = from;
    if (!(await isTurn(from))) return undefined;
    const send = (): Promise<RefreshResult> =>
      platform()('auth.refresh', {
        body: { refreshToken: tokens.refreshToken.reveal() },
        options: { timeoutMs: attemptMs, totalTimeoutMs: attemptMs },
      });
    try {
      return await send();
    } catch (error) {
      if (!isAnswerLost(error)) throw error;
    }
    // Once more, and soon: the platform repeats a lost answer for a short leeway only.
    await pause(100 + 200 * random(), clock);
    return (await isTurn(from)) ? send() : undefined;
  };

  const fail = async (
    key: string,
    { from, error }: { from: SessionRecord; error: unknown },
  ): Promise<SessionRecord> => {
    if (!isFanfareError(error)) throw error;
    const isOver = endsSession(error);
    let failure: RefreshFailure | undefined;
    const kept = await vault.update(key, (current) => {
      // The refusal may be about a pair that another process has long replaced.
      if (current.generation !== from.generation) return undefined;
      if (isOver) return undefined;
      failure = planFailure(error, { previous: current.failure, now: clock.now(), random });
      return { ...current, failure };
    });
    if (kept === null) throw sessionOver();
    if (kept.generation !== from.generation) return kept;
    if (failure !== undefined) throw waiting(failure, failure.until - clock.now());
    await vault.remove(key);
    throw sessionOver(error.code);
  };

  return {
    async usable(key, after) {
      const record = await vault.open(key);
      if (record === null) throw sessionOver();
      if (record.generation > (after ?? -1) && tokenLeft(record.tokens, clock.now()) > 0) return record;
      const name = `${key} ${after ?? ''}`;
      const flight = flights.get(name) ?? renew(key, after).finally(() => flights.delete(name));
      flights.set(name, flight);
      return flight;
    },
  };
}

function isAnswerLost(error: unknown): boolean {
  if (!isFanfareError(error)) return false;
  return error.code === 'network_error' || (error.code === 'invalid_response' && (error.status ?? 0) < 400);
}

function waiting(
  { code, status }: Pick<RefreshFailure, 'code' | 'status'>,
  retryAfterMs: number,
): FanfareError {
  return new FanfareError('The access token could not be renewed; the session is kept.', {
    code,
    status,
    retryAfterMs: Math.ceil(retryAfterMs),
    retryable: true,
  });
}
