import { headers, queueRoutes, type Queue, type QueueId, type Route } from '@fanfare/contract';
import type { Answer } from '@fanfare/core';
import type { Connection } from '../connection.js';
import { checkCallOptions, type CallOptions } from './call-options.js';
import { checkId } from './check-id.js';
import { object } from './check/check.js';
import { id, string } from './check/shapes.js';
import { readAnswer } from './read-answer.js';
import { readQueueState, type AnyQueueState } from './read-queue-state.js';

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
  const { send, events, deviceId } = connection;

  /** Asks about one queue; `extra` goes into the headers. */
  const ask = async (route: Route, queueId: QueueId, { options, extra }: Asking): Promise<Answer> => {
    const params = { queueId: checkId(queueId, `${route.id}: queueId`) };
    return send({ ...checkCallOptions(options, route.id), route, params, headers: extra?.() });
  };

  return {
    async get(queueId, options) {
      const answer = await ask(queueRoutes.get, queueId, { options });
      const check = object({ id, name: string });
      return readAnswer(answer, { route: queueRoutes.get, check }) as Queue; // as documented
    },
    async enter(queueId, options) {
      const extra = (): Record<string, string> => ({ [headers.fingerprint]: deviceId.get() });
      const answer = await ask(queueRoutes.enter, queueId, { options, extra });
      const state = readQueueState(answer, queueRoutes.enter);
      const position = state.status === 'QUEUED' ? state.position : null;
      events.emit('queue:entered', { queueId, position });
      return state;
    },
    async leave(queueId, options) {
      const answer = await ask(queueRoutes.leave, queueId, { options });
      const state = readQueueState(answer, queueRoutes.leave);
      events.emit('queue:left', { queueId });
      return state;
    },
    async status(queueId, options) {
      return readQueueState(await ask(queueRoutes.status, queueId, { options }), queueRoutes.status);
    },
  };
}

interface Asking {
  readonly options: CallOptions | undefined;
  /** Made only when the arguments are good. */
  readonly extra?: () => Record<string, string>;
}
