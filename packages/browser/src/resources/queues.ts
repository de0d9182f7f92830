import { queueRoutes, type Queue, type QueueId, type QueueState } from '@fanfare/contract';
import { renewState } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { deviceHeader } from './device-header.js';
import { distribution } from './check/distribution.js';
import { queueState } from './check/queue-state.js';
import { toAnyQueueState, type AnyQueueState } from './any-queue-state.js';

/** Reads queues, and takes the shopper into them and out again. */
export interface Queues {
  /**
   * Reads a queue; works without a session. Only `id` and `name` of the answer are checked, the rest is
   * handed on as it came: it is for display.
   *
   * @throws `NotFoundError` `not_found`
   */
  get(queueId: QueueId, options?: CallOptions): Promise<Queue>;
  /**
   * Enters a queue; entering again keeps the place. Tells the platform the device id.
   *
   * @throws `SessionError` `not_authenticated`; `RateLimitError` `not_open`, `queue_full`; `PermissionError` `device_mismatch`
   */
  enter(queueId: QueueId, options?: CallOptions): Promise<AnyQueueState>;
  /**
   * Leaves a queue; the place is lost.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  leave(queueId: QueueId, options?: CallOptions): Promise<AnyQueueState>;
  /**
   * Asks where the shopper stands. A `GRANTED` answer holds the grant: hand it to your backend in a body, log it nowhere.
   *
   * @throws `SessionError` `not_authenticated`; `NotFoundError` `not_found`
   */
  status(queueId: QueueId, options?: CallOptions): Promise<AnyQueueState>;
}

const state = { check: queueState, renew: renewState };

/**
 * Creates the part of a client that deals with queues.
 *
 * @example
 * ```ts
 * import { createQueues } from '@fanfare/browser/queues';
 * import { connect } from '@fanfare/browser/session';
 *
 * const queues = createQueues(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const state = await queues.enter('queue_1');
 * if (state.status === 'QUEUED') console.log(state.position);
 * ```
 */
export function createQueues(connection: Connection): Queues {
  const { events } = connection;
  const ask = createAsk(connection);

  return {
    get: (id, options) => ask<Queue>(queueRoutes.get, { id, check: distribution, options }),
    async enter(id, options) {
      const extra = (): Record<string, string> => deviceHeader(connection);
      const entered = await ask<QueueState>(queueRoutes.enter, { id, ...state, headers: extra, options });
      const position = entered.status === 'QUEUED' ? entered.position : null;
      events.emit('queue:entered', { queueId: id, position });
      return toAnyQueueState(entered);
    },
    async leave(id, options) {
      const left = await ask<QueueState>(queueRoutes.leave, { id, ...state, options });
      events.emit('queue:left', { queueId: id });
      return toAnyQueueState(left);
    },
    status: async (id, options) =>
      toAnyQueueState(await ask<QueueState>(queueRoutes.status, { id, ...state, options })),
  };
}
