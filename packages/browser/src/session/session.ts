import type { AuthSession, ConsumerId, RefreshResult, SessionEndReason } from '@fanfare/contract';
import type { Clock } from '@fanfare/core';
import type { TokenStore } from '../stores/token-store.js';
import type { ChannelLike } from '../tabs/channel-like.js';
import type { LockManagerLike } from '../tabs/lock-manager-like.js';
import type { PageEvents } from '../tabs/page-events.js';

/**
 * What is known about the shopper: `unknown` until the store was read, `anonymous` where there is no session,
 * `authenticated` with a session, `refreshing` while a session waits for a usable access token, `expired` or
 * `signed_out` after its end.
 */
export type SessionStatus =
  'unknown' | 'anonymous' | 'authenticated' | 'refreshing' | 'expired' | 'signed_out';

/** Who is signed in. */
export interface SessionConsumer {
  readonly consumerId: ConsumerId;
  /** `guest`, `authenticated`, or a kind that a newer platform added. */
  readonly type: 'guest' | 'authenticated' | (string & {});
  readonly email?: string;
  readonly phone?: string;
}

/** What an application may see of a session: never a token. */
export interface SessionView {
  readonly status: SessionStatus;
  /** Whether there is a session: true in `authenticated` and `refreshing`. */
  readonly signedIn: boolean;
  readonly consumer?: SessionConsumer;
  /** Why the last session ended; only in `expired` and `signed_out`. */
  readonly reason?: SessionEndReason;
  /** Grows with every sign-in; 0 while nobody is signed in. */
  readonly epoch: number;
}

/** The two exchanges that a session makes by itself. */
export interface TokenExchange {
  /**
   * Trades a refresh token for a new pair: one attempt, no retries of its own.
   *
   * @throws `FanfareError` with the code and status of the refusal, or of what kept the answer away.
   */
  refresh(refreshToken: string, signal: AbortSignal): Promise<RefreshResult>;
  /** Ends the session that an access token belongs to. */
  revoke(accessToken: string, signal: AbortSignal): Promise<void>;
}

/** What happens to a session. */
export interface SessionEvents {
  /** The view changed. */
  change: SessionView;
  /** A new access token is in use, fetched here or in another tab. */
  refreshed: { readonly by: 'this-tab' | 'another-tab' };
  /** The session ended, here or in another tab; with `replaced`, another consumer is signed in now. */
  ended: { readonly reason: SessionEndReason };
  /** The token store cannot be used: until it can, the session lives in this page's memory only. */
  degraded: { readonly operation: 'read' | 'write'; readonly cause: string };
}

/** How a session is put together. */
export interface SessionOptions {
  readonly exchange: TokenExchange;
  /** Names the scope that tabs share: organization, mode and key. */
  readonly namespace: string;
  /** Where the tokens are kept. @default `memoryTokenStore()` */
  readonly store?: TokenStore;
  /** @default `systemClock`, and `performance.now()` as its monotonic side */
  readonly clock?: SessionClock;
  /** Returns a number from 0 up to, not including, 1. @default `Math.random` */
  readonly random?: () => number;
  /** @default `navigator.locks`; where there are none, or with `null`, a lease in the store takes their place */
  readonly locks?: LockManagerLike | null;
  /** Opens a channel to the other tabs. @default `BroadcastChannel`; `null` for none */
  readonly channel?: ((name: string) => ChannelLike) | null;
  /** @default the events of the page or worker; `null` for none */
  readonly page?: PageEvents | null;
  /** Refreshes ahead of need while the page is visible. @default `true` */
  readonly refreshInBackground?: boolean;
  /**
   * The longest wait for one operation of the store, and how long a store that failed is left alone, in milliseconds.
   * @default 2_000 and 30_000
   */
  readonly storeTimes?: { readonly timeoutMs: number; readonly restMs: number };
  /** Is told which access token is in use from now on, and which one was before. @default nobody is told */
  readonly onToken?: (inUse: TokenInUse | undefined, before: string | undefined) => void;
}

/** An access token as it is taken into use. */
export interface TokenInUse {
  readonly accessToken: string;
  /** How long ago it arrived, in milliseconds; `Infinity` where the clock was set since, so that nobody knows. */
  readonly ageMs: number;
}

/** A clock that may also tell how much time has passed, whatever happens to the time of day. */
export interface SessionClock extends Clock {
  /** Counts milliseconds from any point on, never backwards. @default `now` */
  monotonic?(): number;
}

/** How one call uses the session. */
export interface AccessOptions {
  /** Ends this caller's wait; what other callers wait for goes on. */
  readonly signal?: AbortSignal | undefined;
  /** The shopper asked for it: it may try a refresh while others still wait out a back-off. @default `false` */
  readonly userInitiated?: boolean | undefined;
}

/** Runs a call with an access token. */
export type Guard = <T>(
  run: (token: string, signal: AbortSignal) => Promise<T>,
  options?: AccessOptions,
) => Promise<T>;

/**
 * Holds a consumer's tokens, keeps them fresh across tabs, and ends only for a definite reason.
 * Nothing happens before the first call: no request, no timer, no storage access.
 */
export interface Session {
  /** What is known now; without waiting. */
  readonly state: SessionView;
  /** Whether the store failed or refused when it was last asked: what it holds is not known here. */
  readonly isDegraded: boolean;
  /** Reads the store; later calls return the view, and look once more while nobody is signed in. */
  restore(): Promise<SessionView>;
  /** Takes over the answer of a sign-in or an upgrade, for all tabs. */
  signIn(answer: AuthSession): Promise<SessionView>;
  /**
   * Returns the access token if one is at hand that may be used, without waiting for anything; one that is about to wear
   * out is refreshed behind that.
   *
   * @returns `undefined` where {@link Session.getAccessToken} would have to wait, or nobody is signed in
   */
  accessTokenNow(): string | undefined;
  /**
   * Returns a usable access token, refreshing if it must. One refresh serves all callers in all tabs.
   *
   * @throws `SessionError` `not_authenticated`, `session_expired` or `destroyed`; or what kept the refresh
   * from an answer (`network_error`, `timeout`, …), which leaves the session as it is.
   */
  getAccessToken(options?: AccessOptions): Promise<string>;
  /** Returns another access token than `spent`, which an answer of 401 proved useless. Refreshes only if `spent` is still the current one. */
  refresh(spent: string, options?: AccessOptions): Promise<string>;
  /**
   * Trades the refresh token ahead of need. Until the new access token is here, the present one is served to everybody else.
   *
   * @throws what `getAccessToken` throws; the session and its present token stay as they are.
   */
  renew(options?: AccessOptions): Promise<void>;
  /**
   * Runs a call with an access token. After a 401 that a fresh token can cure it refreshes once and runs it
   * once more; after that the error is the caller's.
   *
   * @throws `SessionError` `session_replaced` as soon as another consumer signs in, and whatever `run` throws.
   */
  readonly guard: Guard;
  /**
   * Runs a call that ends this session at the platform and brings the next one of the same shopper, until that one is taken
   * over. Other calls that hear of the end meanwhile wait, and go on with the next session. `work` makes its call with the
   * `guard` that it is given, which waits for nobody.
   */
  swap<T>(work: (guard: Guard) => Promise<T>): Promise<T>;
  /**
   * Ends the session here and in the other tabs, and tells the platform behind that, within a deadline.
   * The promise settles when nothing of the session is left here, online or not.
   */
  logout(): Promise<void>;
  /**
   * Ends the session as {@link Session.logout} does, and says that it expired: nobody signed out.
   *
   * @param accessToken - Ends only the session that this token is in use for. @default whichever there is
   */
  expire(accessToken?: string): Promise<void>;
  /** Calls `handler` on every event of that name; the returned function undoes it and is safe to call twice. */
  on<Name extends keyof SessionEvents>(
    name: Name,
    handler: (payload: SessionEvents[Name]) => void,
  ): () => void;
  /** Closes the channel and stops timers, as for a page that goes into the back/forward cache; the next call goes on. */
  pause(): void;
  /** Stops everything for good; the tokens stay in the store. Safe to call twice. */
  destroy(): void;
}
