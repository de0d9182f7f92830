import { sessionRoutes, type DeviceSession, type SessionId, type SessionsRevoked } from '@fanfare/contract';
import { describeType } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { list, object } from './check/check.js';
import { boolean, count, id, string, timestamp } from './check/shapes.js';
import { refusedArgument } from './refused-argument.js';

/** Which sessions end, and how the call is made. */
export interface RevokeAllOptions extends CallOptions {
  /** Lets the present session go on. @default `false` */
  readonly keepCurrent?: boolean | undefined;
}

/** Shows the shopper where they are signed in, and signs them out there. */
export interface Sessions {
  /**
   * Lists the shopper's live sessions, the one used last first, with a coarse label for each device.
   *
   * @throws `SessionError` `not_authenticated`
   */
  list(options?: CallOptions): Promise<DeviceSession[]>;
  /**
   * Ends a session at once, such as that of a lost device. Ending the present one is what `auth.logout` is for.
   *
   * @throws `SessionError` `not_authenticated`; `PermissionError` `step_up_required` to whoever has a second factor and did
   *   not show it a short while ago; `NotFoundError` `not_found` where it is not the shopper's
   */
  revoke(sessionId: SessionId, options?: CallOptions): Promise<void>;
  /**
   * Ends all sessions at once. To sign out here too, call `auth.logout({ everywhere: true })`: this call leaves it to the
   * next one to find out.
   *
   * @throws `SessionError` `not_authenticated`; `PermissionError` `step_up_required` to whoever has a second factor and did
   *   not show it a short while ago
   */
  revokeAll(options?: RevokeAllOptions): Promise<SessionsRevoked>;
}

const sessions = list(
  object({
    id,
    familyId: id,
    createdAt: timestamp,
    lastUsedAt: timestamp,
    deviceLabel: string,
    current: boolean,
  }),
);
const revoked = object({ revoked: count });
const nothing = (): null => null;

/**
 * Creates the part of a client that shows where the shopper is signed in.
 *
 * @example
 * ```ts
 * import { connect } from '@fanfare/browser/session';
 * import { createSessions } from '@fanfare/browser/sessions';
 *
 * const sessions = createSessions(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * for (const { id, current } of await sessions.list()) if (!current) await sessions.revoke(id);
 * ```
 */
export function createSessions(connection: Connection): Sessions {
  const ask = createAsk(connection);
  return {
    list: (options) => ask<DeviceSession[]>(sessionRoutes.list, { check: sessions, options }),
    revoke: (sessionId, options) =>
      ask<void>(sessionRoutes.revoke, { id: sessionId, check: nothing, options }),
    async revokeAll({ keepCurrent, ...options } = {}) {
      if (keepCurrent !== undefined && typeof keepCurrent !== 'boolean') {
        throw refusedArgument(
          `sessions.revokeAll: keepCurrent must be true or false, not ${describeType(keepCurrent)}`,
        );
      }
      const body = { ...(keepCurrent !== undefined && { keepCurrent }) };
      return ask<SessionsRevoked>(sessionRoutes.revokeAll, { body, check: revoked, options });
    },
  };
}
