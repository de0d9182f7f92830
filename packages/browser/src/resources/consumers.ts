import {
  consumerRoutes,
  type ConsumerExportId,
  type Erasure,
  type OwnExport,
  type OwnState,
} from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import { checkCallOptions, type CallOptions } from './call-options.js';
import { nullish, object, optional } from './check/check.js';
import { bag, id, string, timestamp } from './check/shapes.js';
import { forgetDevice } from './forget-device.js';
import { readOwnState } from './read-own-state.js';

/** Reads what concerns the shopper who is signed in, and lets them take it along or away. */
export interface Consumers {
  /**
   * Reads everything that the shopper takes part in. What a journey acts on is checked, the rest is handed on as
   * it came; so are stages, phases and mechanisms of a newer platform, for which `snapshotFromOwnState` has an arm.
   *
   * @throws `SessionError` `not_authenticated`, `session_expired`
   */
  me(options?: CallOptions): Promise<OwnState>;
  /**
   * Begins to export everything that is kept about the shopper; ask `export` for it a little later. While one is under way,
   * this answers with the same.
   *
   * @throws `SessionError` `not_authenticated`; `PermissionError` `step_up_required`, see `auth.withStepUp`
   */
  requestExport(options?: CallOptions): Promise<OwnExport>;
  /**
   * Reads an export; its `data` is there once its `status` is `COMPLETED`, and for a day.
   *
   * @throws `SessionError` `not_authenticated`; `PermissionError` `step_up_required`, see `auth.withStepUp`;
   *   `NotFoundError` `not_found`
   */
  export(exportId: ConsumerExportId, options?: CallOptions): Promise<OwnExport>;
  /**
   * Has the shopper forgotten: they are signed out everywhere, and soon nothing tells who they were. What is kept here is
   * gone at once, tokens and device id. Where the call fails nothing is.
   *
   * @throws `SessionError` `not_authenticated`; `PermissionError` `step_up_required`, see `auth.withStepUp`
   */
  erase(options?: CallOptions): Promise<Erasure>;
}

const anExport = object({
  id,
  consumerId: id,
  status: string,
  requestedAt: timestamp,
  completedAt: nullish(timestamp),
  expiresAt: nullish(timestamp),
  data: optional(bag),
});
const erasure = object({ consumerId: id, requestedAt: timestamp, dueAt: timestamp });

/**
 * Creates the part of a client that reads what concerns the shopper.
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
  const ask = createAsk(connection);
  return {
    async me(options) {
      const limits = checkCallOptions(options, 'consumers.me');
      return readOwnState(await connection.send({ ...limits, route: consumerRoutes.me }));
    },
    requestExport: (options) => ask<OwnExport>(consumerRoutes.requestExport, { check: anExport, options }),
    export: (exportId, options) =>
      ask<OwnExport>(consumerRoutes.export, { id: exportId, check: anExport, options }),
    async erase(options) {
      const erased = await ask<Erasure>(consumerRoutes.erase, { check: erasure, options });
      await connection.session.logout();
      forgetDevice(connection);
      return erased;
    },
  };
}
