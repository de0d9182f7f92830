import {
  waitlistRoutes,
  type WaitlistEntry,
  type WaitlistId,
  type WaitlistLeft,
  type WaitlistStatus,
} from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { object } from './check/check.js';
import { boolean, id as anyId, timestamp } from './check/shapes.js';

/** Puts the shopper on waitlists. They collect interest; none of them issues a grant. */
export interface Waitlists {
  /**
   * Enters a waitlist; entering again keeps the place.
   *
   * @throws `SessionError` `not_authenticated`; `PermissionError` `forbidden` where a gate is in front of its sequence;
   *   `ConflictError` `conflict` where it is full, `order_limit_exceeded`
   */
  enter(waitlistId: WaitlistId, options?: CallOptions): Promise<WaitlistEntry>;
  /**
   * Leaves a waitlist.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  leave(waitlistId: WaitlistId, options?: CallOptions): Promise<WaitlistLeft>;
  /**
   * Tells whether the shopper is on a waitlist.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  status(waitlistId: WaitlistId, options?: CallOptions): Promise<WaitlistStatus>;
}

const entry = object({ id: anyId, waitlistId: anyId, enteredAt: timestamp });

/**
 * Creates the part of a client that deals with waitlists.
 *
 * @example
 * ```ts
 * import { connect } from '@fanfare/browser/session';
 * import { createWaitlists } from '@fanfare/browser/waitlists';
 *
 * const waitlists = createWaitlists(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * await waitlists.enter('waitlist_1');
 * ```
 */
export function createWaitlists(connection: Connection): Waitlists {
  const { events } = connection;
  const ask = createAsk(connection);
  const routes = waitlistRoutes;

  return {
    async enter(id, options) {
      const entered = await ask<WaitlistEntry>(routes.enter, { id, check: entry, options });
      events.emit('waitlist:entered', { waitlistId: id });
      return entered;
    },
    async leave(id, options) {
      const left = await ask<WaitlistLeft>(routes.leave, { id, check: object({ left: boolean }), options });
      if (left.left) events.emit('waitlist:left', { waitlistId: id });
      return left;
    },
    status: (id, options) =>
      ask<WaitlistStatus>(routes.status, { id, check: object({ isEntered: boolean }), options }),
  };
}
