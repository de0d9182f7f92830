import { singleFlight } from '@fanfare/core';
import { createExclusive } from '../tabs/exclusive.js';
import type { Exclusive } from '../tabs/exclusive.js';
import { leaseLocks } from '../tabs/lease-locks.js';
import { isNewer } from './machine.js';
import { refreshExchange } from './refresh-exchange.js';
import { abortedError, noSessionCode, sessionError, waitingError } from './session-errors.js';
import type { SessionCore } from './session-core.js';
import type { ResolvedSessionOptions } from './session-options.js';
import type { AccessOptions } from './session.js';
import { remainingBackoff } from './shared-backoff.js';
import { untilAborted } from './until-aborted.js';

/** Longest time for an exchange with the platform, and for all that happens under the lock, in milliseconds. */
const exchangeMs = 8_000;
const holdMs = 12_000;
/** How long a holder of the lock that does not answer is waited for, in milliseconds. */
const patienceMs = 1_500;
/** How often the shopper's own calls may try in spite of a back-off, in milliseconds. */
const userBudgetMs = 2_000;
const maxTries = 3;

/** Gets access tokens out of a session. */
export interface TokenAccess {
  readonly exclusive: Exclusive;
  accessTokenNow(): string | undefined;
  getAccessToken(options?: AccessOptions): Promise<string>;
  refresh(spent: string, options?: AccessOptions): Promise<string>;
  renew(options?: AccessOptions): Promise<void>;
  /** Refreshes if it is due and allowed; whoever asks does not wait for it. */
  refreshBehind(): void;
}

/** What access needs besides the core. */
export interface AccessContext {
  readonly core: SessionCore;
  readonly options: ResolvedSessionOptions;
  /** Resolves when the store has been read and the session listens. */
  readonly ready: () => Promise<void>;
  readonly isPaused: () => boolean;
  readonly announced: (id: string) => number;
  readonly signal: AbortSignal;
}

/** Creates the access to a session's tokens: from memory while there is a usable one, and one refresh for all callers when there is none. */
export function createTokenAccess(context: AccessContext): TokenAccess {
  const { core, options, ready, isPaused, announced, signal } = context;
  const { clock, random, exchange, namespace } = options;
  const { store, channel } = core;
  const locks = options.locks ?? leaseLocks({ store, clock, random, leaseMs: holdMs });
  const name = `fanfare:${namespace}`;
  const exclusive = createExclusive({ locks, channel, clock, name, patienceMs, holdMs });
  let userTriedAt = -Infinity;

  const flight = singleFlight(async () => {
    const from = core.model.record;
    if (from === null) return;
    core.dispatch({ type: 'exchange' });
    const { dispatch } = core;
    const model = (): SessionCore['model'] => core.model;
    const isUsable = (): boolean => core.token?.isUsable() ?? false;
    const parts = { model, isUsable, dispatch, announced, exchange, store, clock, random, signal };
    try {
      await exclusive.run(() => refreshExchange({ ...parts, deadlineMs: exchangeMs }, from));
    } finally {
      core.dispatch({ type: 'settled' });
    }
  });

  /** Tells whether a refresh may be tried now, and ends a back-off that stands in the way and may be ended. */
  const mayTry = (isUser: boolean): boolean => {
    const { phase, record } = core.model;
    if (phase !== 'waiting') return true;
    const now = clock.now();
    if (remainingBackoff(record?.backoff, now) <= 0) core.dispatch({ type: 'cleared', by: 'time' });
    else if (isUser && Math.abs(now - userTriedAt) >= userBudgetMs) {
      userTriedAt = now;
      core.dispatch({ type: 'cleared', by: 'hope' });
    }
    return core.model.phase !== 'waiting';
  };

  const refreshBehind = (): void => {
    const { phase } = core.model;
    if ((phase !== 'authenticated' && phase !== 'waiting') || !mayTry(false)) return;
    flight().catch(() => {
      // Nobody waits for it; what came of it is in the model.
    });
  };

  const access = async (call: AccessOptions): Promise<string> => {
    await ready();
    for (let tries = 0; ; tries++) {
      const { model, token } = core;
      if (model.record === null || token === null) throw sessionError(noSessionCode(model));
      if (token.isUsable()) {
        if (token.untilDue() <= 0) refreshBehind();
        return token.promise;
      }
      const isUser = call.userInitiated === true && tries === 0;
      if (tries >= maxTries || !mayTry(isUser)) {
        const wait = core.model.record?.backoff;
        throw waitingError(wait, remainingBackoff(wait, clock.now()));
      }
      await flight();
    }
  };

  const renew = async ({ userInitiated = false }: AccessOptions): Promise<void> => {
    await ready();
    const from = core.model.record;
    if (from === null) throw sessionError(noSessionCode(core.model));
    if (mayTry(userInitiated)) await flight();
    const { record } = core.model;
    if (record === null) throw sessionError(noSessionCode(core.model));
    if (isNewer(record, from)) return;
    throw waitingError(record.backoff, remainingBackoff(record.backoff, clock.now()));
  };

  const abortable = <T>(promise: Promise<T>, call: AccessOptions): Promise<T> =>
    untilAborted(promise, call.signal).catch((error: unknown) => {
      throw call.signal?.aborted === true ? abortedError(error) : error;
    });

  const accessTokenNow = (): string | undefined => {
    const { token } = core;
    if (token === null || isPaused()) return undefined;
    const standing = token.standing();
    if (standing === 'worn') return undefined;
    if (standing === 'due') refreshBehind();
    return token.token;
  };

  const getAccessToken = (call: AccessOptions = {}): Promise<string> => {
    const isAtHand = call.signal?.aborted !== true && accessTokenNow() !== undefined;
    return isAtHand && core.token !== null ? core.token.promise : abortable(access(call), call);
  };

  return {
    exclusive,
    accessTokenNow,
    getAccessToken,
    refresh(spent, call = {}) {
      if (core.token?.token === spent) core.token.reject();
      return getAccessToken(call);
    },
    renew: (call = {}) => abortable(renew(call), call),
    refreshBehind,
  };
}
