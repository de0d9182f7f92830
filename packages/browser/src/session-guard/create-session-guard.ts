import { systemClock, type Clock } from '@fanfare/core';
import type { PageEvents } from '../tabs/page-events.js';
import { windowPageEvents } from '../tabs/window-page-events.js';
import { checkSessionLimits } from './check-session-limits.js';
import { watchSession, type SessionGuard, type SessionGuardOptions } from './session-guard.js';

/** How a session of your own is watched. */
export interface NewSessionGuard extends Omit<SessionGuardOptions, 'clock' | 'page'> {
  /** @default the system's */
  readonly clock?: Clock;
  /** Tells when the page wakes up, for a look at once. @default the events of the window */
  readonly page?: PageEvents | null;
}

/**
 * Starts to watch a session until it is stopped: of a client, with its option `sessionLimits`, or one of your own. All of it goes by the time of day, so that a page that slept ends a session that is past its time
 * at once. Refreshes, polling and streams are not activity: only a person is.
 *
 * @throws `OptionsError` `invalid_options`
 * @example
 * ```ts
 * import { connect } from '@fanfare/browser/session';
 * import { createSessionGuard, merchantSessionLimits, sharedTimes } from '@fanfare/browser/session-guard';
 *
 * const { session } = connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' });
 * createSessionGuard({
 *   session,
 *   limits: merchantSessionLimits,
 *   times: sharedTimes({ namespace: 'my-shop', keep: () => localStorage, now: Date.now }),
 *   onWarning: ({ endsAt }) => console.log('signed out at', new Date(endsAt)),
 * });
 * ```
 */
export function createSessionGuard(options: NewSessionGuard): SessionGuard {
  const { clock = systemClock, page = windowPageEvents() } = options;
  checkSessionLimits(options.limits);
  return watchSession({ ...options, clock, page });
}
