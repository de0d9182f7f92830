import { isFanfareError } from '@fanfare/core';
import { joinSignals } from '../join-signals.js';
import { endReason } from './end-reason.js';
import type { AbortCode } from './machine.js';
import type { SessionCore } from './session-core.js';
import { abortedError, sessionError } from './session-errors.js';
import type { AccessOptions, Guard, SessionClock } from './session.js';
import type { TokenAccess } from './token-access.js';
import { untilAborted } from './until-aborted.js';

/** Answers of 401 that another access token can cure. */
const curable: readonly string[] = ['token_expired', 'invalid_token', 'unauthorized'];
/** How long a token is not refreshed again after it came fresh from a refresh and was refused all the same, in milliseconds. */
const doubtMs = 30_000;

/** Runs calls with the session's token. */
export interface GuardedCalls {
  readonly guard: Guard;
  /** Runs what brings another session in the place of this one. */
  swap<T>(work: (guard: Guard) => Promise<T>): Promise<T>;
  /** Ends all calls in flight. */
  abort(code: AbortCode): void;
}

/** A call under way. */
interface GuardedCall extends AccessOptions {
  readonly signal: AbortSignal;
  /** It is what others wait for. */
  readonly isSwap: boolean;
}

/** Creates the guard of calls: token, one refresh and one replay after a 401, and an end as soon as the session is another's. */
export function createGuardedCalls(context: {
  readonly core: () => SessionCore;
  readonly access: () => TokenAccess;
  readonly clock: SessionClock;
}): GuardedCalls {
  const { core, access, clock } = context;
  const inFlight = new Set<AbortController>();
  const swaps = new Set<Promise<unknown>>();
  let doubt: { readonly token: string; readonly at: number } | undefined;

  const isDoubtful = (token: string): boolean =>
    doubt?.token === token && Math.abs(clock.now() - doubt.at) < doubtMs;

  /** Tells whether another session of the same shopper is in use by now: after a step-up, or a sign-in in another tab. */
  const isSuperseded = async (id: string | undefined): Promise<boolean> => {
    await Promise.allSettled(swaps);
    await core().sync();
    const { record } = core().model;
    return record !== null && record.id !== id;
  };

  const attempt = async <T>(
    run: (token: string, signal: AbortSignal) => Promise<T>,
    call: GuardedCall,
    leave: () => void,
  ): Promise<T> => {
    let token = await access().getAccessToken(call);
    for (let isReplay = false; ; isReplay = true) {
      call.signal.throwIfAborted();
      const { record } = core().model;
      const id = record?.id;
      // In between another session may have taken its place, whose end must not be read off the old token.
      token = record?.accessToken ?? token;
      try {
        return await untilAborted(run(token, call.signal), call.signal);
      } catch (error) {
        const reason = endReason(error, 'call');
        const mayBeReplaced = reason !== undefined && !isReplay && !call.isSwap;
        if (mayBeReplaced && (await untilAborted(isSuperseded(id), call.signal))) {
          token = await access().getAccessToken(call);
          continue;
        }
        if (reason !== undefined && id !== undefined) {
          leave(); // the others are aborted; this one has its answer
          core().dispatch({ type: 'revoked', id, reason });
        }
        if (reason !== undefined || !isCurable(error)) throw error;
        if (isReplay) doubt = { token, at: clock.now() };
        if (isDoubtful(token)) throw error;
        token = await access().refresh(token, call);
      }
    }
  };

  const guardOf =
    (kind: Pick<GuardedCall, 'isSwap'>): Guard =>
    async (run, options = {}) => {
      const own = new AbortController();
      const joined = joinSignals([options.signal, own.signal]);
      inFlight.add(own);
      const leave = (): void => void inFlight.delete(own);
      try {
        return await attempt(run, { ...options, ...kind, signal: joined.signal }, leave);
      } catch (error) {
        if (own.signal.aborted) throw own.signal.reason;
        throw joined.signal.aborted ? abortedError(joined.signal.reason) : error;
      } finally {
        leave();
        joined.release();
      }
    };

  return {
    guard: guardOf({ isSwap: false }),
    async swap(work) {
      const swapping = work(guardOf({ isSwap: true }));
      swaps.add(swapping);
      try {
        return await swapping;
      } finally {
        swaps.delete(swapping);
      }
    },
    abort(code) {
      for (const controller of inFlight) controller.abort(sessionError(code));
    },
  };
}

function isCurable(error: unknown): boolean {
  return isFanfareError(error) && error.status === 401 && curable.includes(error.code);
}
