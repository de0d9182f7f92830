import { consumerRoutes, type OwnState } from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { checkCallOptions, type CallOptions } from './call-options.js';
import { readOwnState } from './read-own-state.js';

/** Reads what concerns the shopper who is signed in. */
export interface Consumers {
  /**
   * Reads everything that the shopper takes part in. What a journey acts on is checked, the rest is handed on as
   * it came; so are stages, phases and mechanisms of a newer platform, for which `viewFromOwnState` has an arm.
   *
   * @throws `SessionError` `not_authenticated`, `session_expired`
   */
  me(options?: CallOptions): Promise<OwnState>;
}

/**
 * Creates the part of a client that reads the shopper's own state.
 *
 * @example
 * ```ts
 * import { createConsumers } from '@fanfare/browser/consumers';
 * import { connect } from '@fanfare/browser/session';
 *
 * const consumers = createConsumers(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { active } = await consumers.me();
 * ```
 */
export function createConsumers(connection: Connection): Consumers {
  return {
    async me(options) {
      const limits = checkCallOptions(options, 'consumers.me');
      return readOwnState(await connection.send({ ...limits, route: consumerRoutes.me }));
    },
  };
}
