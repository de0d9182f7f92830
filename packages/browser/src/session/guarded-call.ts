import { isFanfareError } from '@fanfare/core';
import { joinSignals } from '../join-signals.js';
import { endReason } from './end-reason.js';
import type { AbortCode } from './machine.js';
import type { SessionCore } from './session-core.js';
import { abortedError, sessionError } from './session-errors.js';
import type { AccessOptions, SessionClock } from './session.js';
import type { TokenAccess } from './token-access.js';
import { untilAborted } from './until-aborted.js';

/** Answers of 401 that another access token can cure. */
const curable: readonly string[] = ['token_expired', 'invalid_token', 'unauthorized'];
/** How long a token is not refreshed again after it came fresh from a refresh and was refused all the same, in milliseconds. */
const doubtMs = 30_000;

/** Runs calls with the session's token. */
export interface GuardedCalls {
  guard<T>(run: (token: string, signal: AbortSignal) => Promise<T>, options?: AccessOptions): Promise<T>;
  /** Ends all calls in flight. */
  abort(code: AbortCode): void;
}

/** Creates the guard of calls: token, one refresh and one replay after a 401, and an end as soon as the session is another's. */
export function createGuardedCalls(context: {
  readonly core: () => SessionCore;
  readonly access: () => TokenAccess;
  readonly clock: SessionClock;
}): GuardedCalls {
  const { core, access, clock } = context;
  const inFlight = new Set<AbortController>();
  let doubt: { readonly token: string; readonly at: number } | undefined;

  const isDoubtful = (token: string): boolean =>
    doubt?.token === token && Math.abs(clock.now() - doubt.at) < doubtMs;

  const attempt = async <T>(
    run: (token: string, signal: AbortSignal) => Promise<T>,
    call: AccessOptions & { readonly signal: AbortSignal },
    leave: () => void,
  ): Promise<T> => {
    let token = await access().getAccessToken(call);
    for (let isReplay = false; ; isReplay = true) {
      const id = core().model.record?.id;
      call.signal.throwIfAborted();
      try {
        return await untilAborted(run(token, call.signal), call.signal);
      } catch (error) {
        const reason = endReason(error, 'call');
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

  return {
    async guard(run, options = {}) {
      const own = new AbortController();
      const joined = joinSignals([options.signal, own.signal]);
      inFlight.add(own);
      const leave = (): void => void inFlight.delete(own);
      try {
        return await attempt(run, { ...options, signal: joined.signal }, leave);
      } catch (error) {
        if (own.signal.aborted) throw own.signal.reason;
        throw joined.signal.aborted ? abortedError(joined.signal.reason) : error;
      } finally {
        leave();
        joined.release();
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
