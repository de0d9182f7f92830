import {
  authRoutes,
  type ExchangeExternal,
  type OtpRequested,
  type RequestOtp,
  type Route,
  type StepUp,
  type VerifyOtp,
} from '@fanfare/contract';
import { checkOptions, singleFlight } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { readAuthSession } from '../guards/read-auth-session.js';
import { readAnswer } from '../resources/read-answer.js';
import { object } from '../resources/check/check.js';
import { boolean } from '../resources/check/shapes.js';
import { checkCallOptions, type CallOptions } from '../resources/call-options.js';
import { checkBody } from '../resources/check-body.js';
import type { SessionView } from '../session/session.js';
import { exchangeExternalRules, requestOtpRules, verifyOtpRules } from './body-rules.js';
import { locked, mayBeLocked } from './locked-store.js';
import { endEverywhere } from './end-everywhere.js';
import { oneTabAtATime } from './one-tab-at-a-time.js';
import { sendAsGuest } from './send-as-guest.js';
import { createSignIns, type SignInContext } from './sign-in.js';
import { createStepUp } from './step-up.js';
import { withStepUp, type WithStepUp } from './with-step-up.js';

/** Signs shoppers in and out. None of these calls is repeated automatically. */
export interface Auth {
  /** What is known of the session now, without waiting; never a token. */
  readonly session: SessionView;
  /** Finds the session from before a reload again. Other calls do so by themselves. */
  restore(): Promise<SessionView>;
  /**
   * Makes the shopper a guest, or returns the session there is. Concurrent calls make one guest, in all tabs together.
   *
   * @throws `FanfareError` `storage_unavailable` where the store that you gave refuses to be read, such as a safe that stays
   *   locked: the session in it, which a guest would replace, is kept; and as every call
   */
  guest(): Promise<SessionView>;
  /**
   * Has a one-time code sent to an e-mail address or a telephone.
   *
   * @throws `RequestError` `invalid_request`; `RateLimitError` `rate_limited`
   */
  requestOtp(address: RequestOtp, options?: CallOptions): Promise<OtpRequested>;
  /**
   * Signs in with a one-time code. A guest keeps the place in line.
   *
   * @throws `RequestError` `invalid_request`; `AuthenticationError` `otp_invalid`, `otp_expired`
   */
  verifyOtp(answer: VerifyOtp, options?: CallOptions): Promise<SessionView>;
  /**
   * Signs in with a code that your backend got from `external.authorize`. A guest keeps the place in line.
   *
   * @throws `RequestError` `invalid_request`; `AuthenticationError` `exchange_code_invalid`, `exchange_code_expired`
   */
  exchangeExternal(exchange: ExchangeExternal, options?: CallOptions): Promise<SessionView>;
  /** Gets a new access token now; otherwise it happens when needed. */
  refresh(): Promise<SessionView>;
  /**
   * Shows the second factor: a code of the authenticator, or a backup code, which ends all other sessions too. The session
   * changes to one that may do for some minutes what needs it, in all tabs; the old tokens are worth nothing any more.
   *
   * @throws `RequestError` `invalid_request`; `AuthenticationError` `mfa_code_invalid`; `NotFoundError` `not_found` where
   *   there is no second factor; `RateLimitError` `too_many_attempts`
   */
  stepUp(proof: StepUp, options?: CallOptions): Promise<SessionView>;
  /**
   * Runs a call; where it is refused with `step_up_required`, asks for a second factor, shows it, and runs the call once more.
   *
   * @throws what `run`, `ask` and `stepUp` throw; `RequestError` `invalid_request`; `SessionError` `session_replaced` where another
   *   shopper came while this one was asked
   */
  withStepUp<Result>(call: WithStepUp<Result>): Promise<Result>;
  /**
   * Signs out here and in all other tabs, online or not, and then tells the platform. With `everywhere` the shopper's other
   * devices are signed out first.
   *
   * @throws with `everywhere` only: what kept the other devices from being signed out. Here the shopper is signed out all the
   *   same, except after `PermissionError` `step_up_required`: `stepUp`, and call once more; and after `SessionError`
   *   `session_replaced`, since who is signed in then is somebody else.
   */
  logout(options?: LogoutOptions): Promise<void>;
}

/** How far a sign-out reaches. */
export interface LogoutOptions {
  /** Ends the sessions on all devices. @default `false` */
  readonly everywhere?: boolean | undefined;
}

/**
 * Creates the part of a client that signs shoppers in and out.
 *
 * @example
 * ```ts
 * import { createAuth } from '@fanfare/browser/auth';
 * import { connect } from '@fanfare/browser/session';
 *
 * const auth = createAuth(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { consumer } = await auth.guest();
 * ```
 */
export function createAuth(connection: Connection): Auth {
  const { session, sendAs, signal, host, options } = connection;
  const signIns = createSignIns(connection);
  const stepUp = createStepUp(connection, signIns);

  const signInWith = (
    context: SignInContext,
    request: { readonly route: Route; readonly body: object; readonly options: CallOptions | undefined },
  ): Promise<SessionView> =>
    signIns.run(context, (commit) =>
      session.swap(async (guard) => {
        const { route, body, options } = request;
        const call = { ...checkCallOptions(options, route.id), route, body, maxRetries: 0 };
        const answer = await sendAsGuest(call, { session, guard, sendAs, signIns });
        return commit(readAuthSession(answer, route));
      }),
    );

  const newGuest = (): Promise<SessionView> =>
    signIns.run('guest', (commit) =>
      oneTabAtATime(
        async () => {
          signal.throwIfAborted();
          const found = await session.restore();
          if (found.signedIn) return found;
          if (mayBeLocked(connection)) throw locked();
          const answer = readAuthSession(await sendAs({ route: authRoutes.guest }), authRoutes.guest);
          if (!session.state.signedIn) return commit(answer);
          signIns.discard(answer); // another tab was quicker: one shopper, one guest
          return session.state;
        },
        { locks: host.locks, clock: options.clock, name: `fanfare:guest:${options.namespace}`, signal },
      ),
    );
  let guest = singleFlight(newGuest);

  return {
    get session() {
      return session.state;
    },
    restore: () => session.restore(),
    guest: () => guest(),
    async requestOtp(address, options) {
      checkBody(address, { what: 'auth.requestOtp', rules: requestOtpRules });
      const route = authRoutes.requestOtp;
      const answer = await sendAs({ ...checkCallOptions(options, route.id), route, body: address });
      return readAnswer(answer, { route, check: object({ ok: boolean }) }) as OtpRequested; // checked
    },
    async verifyOtp(answer, options) {
      checkBody(answer, { what: 'auth.verifyOtp', rules: verifyOtpRules });
      return signInWith('verifyOtp', { route: authRoutes.verifyOtp, body: answer, options });
    },
    async exchangeExternal(exchange, options) {
      checkBody(exchange, { what: 'auth.exchangeExternal', rules: exchangeExternalRules });
      return signInWith('exchangeExternal', { route: authRoutes.exchangeExternal, body: exchange, options });
    },
    async refresh() {
      await session.renew({ userInitiated: true });
      return session.state;
    },
    stepUp,
    withStepUp: (call) => withStepUp(call, { stepUp, session }),
    async logout(options = {}) {
      checkOptions(options, ['everywhere'], 'auth.logout');
      signIns.cancel();
      guest = singleFlight(newGuest);
      await (options.everywhere === true ? endEverywhere(connection) : session.logout());
    },
  };
}
