import {
  timedReleaseRoutes,
  type EnterTimedRelease,
  type TimedRelease,
  type TimedReleaseId,
  type TimedReleaseLeft,
  type TimedReleaseState,
} from '@fanfare/contract';
import { renewState } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { object } from './check/check.js';
import { distribution } from './check/distribution.js';
import { boolean } from './check/shapes.js';
import { timedReleaseState } from './check/timed-release-state.js';
import { fits, type Fits } from './fits.js';
import { idForm } from './forms.js';

/** Reads timed releases, and takes the shopper into them and out again. */
export interface TimedReleases {
  /**
   * Reads a timed release; works without a session. Only `id` and `name` of the answer are checked, the rest is
   * handed on as it came: it is for display.
   *
   * @throws `NotFoundError` `not_found`
   */
  get(timedReleaseId: TimedReleaseId, options?: CallOptions): Promise<TimedRelease>;
  /**
   * Enters a timed release, which reserves one of what is left. The answer holds the grant: hand it to your backend
   * in a body, log it nowhere.
   *
   * @param wish - The variant to reserve; the default one where it is left out.
   * @throws `SessionError` `not_authenticated`; `RateLimitError` `not_open`; `ConflictError` `conflict` where it is sold out
   */
  enter(
    timedReleaseId: TimedReleaseId,
    wish?: EnterTimedRelease,
    options?: CallOptions,
  ): Promise<TimedReleaseState>;
  /**
   * Leaves a timed release; what was reserved goes to somebody else.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  leave(timedReleaseId: TimedReleaseId, options?: CallOptions): Promise<TimedReleaseLeft>;
  /**
   * Asks where the shopper stands. `status` is an open word: the platform may know further ones.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  status(timedReleaseId: TimedReleaseId, options?: CallOptions): Promise<TimedReleaseState>;
}

const state = { check: timedReleaseState, renew: renewState };
const rules: Fits = fits({ forms: { variantId: idForm } });

/**
 * Creates the part of a client that deals with timed releases.
 *
 * @example
 * ```ts
 * import { connect } from '@fanfare/browser/session';
 * import { createTimedReleases } from '@fanfare/browser/timed-releases';
 *
 * const timedReleases = createTimedReleases(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { expiresAt } = await timedReleases.enter('release_1', { variantId: 'var_1' });
 * console.log('yours until', expiresAt);
 * ```
 */
export function createTimedReleases(connection: Connection): TimedReleases {
  const { events } = connection;
  const ask = createAsk(connection);
  const routes = timedReleaseRoutes;

  return {
    get: (id, options) => ask<TimedRelease>(routes.get, { id, check: distribution, options }),
    async enter(id, body = {}, options) {
      const entered = await ask<TimedReleaseState>(routes.enter, { id, body, rules, ...state, options });
      events.emit('timed_release:entered', { timedReleaseId: id });
      return entered;
    },
    async leave(id, options) {
      const check = object({ success: boolean });
      const left = await ask<TimedReleaseLeft>(routes.leave, { id, check, options });
      if (left.success) events.emit('timed_release:left', { timedReleaseId: id });
      return left;
    },
    status: (id, options) => ask<TimedReleaseState>(routes.status, { id, ...state, options }),
  };
}
