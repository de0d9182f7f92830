import type { ConsumerId, DenyConsumer, QueueId, QueueState } from '@fanfare/contract';
import { renewState } from '@fanfare/core/base';
import type { UnsafeCallOptions } from './call-options.js';
import type { Operate } from './operate.js';

/** The merchant's hand in a queue. */
export interface QueuesResource {
  /**
   * Admits a consumer out of turn and returns where they stand then.
   *
   * @throws NotFoundError `not_found`; ConflictError `conflict`; RequestError `invalid_request`
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   * const state = await fanfare.queues.admit('que_1', 'csm_1');
   * ```
   */
  admit(queueId: QueueId, consumerId: ConsumerId, options?: UnsafeCallOptions): Promise<QueueState>;
  /**
   * Turns a consumer away and returns where they stand then.
   *
   * @throws NotFoundError `not_found`; ConflictError `conflict`; RequestError `invalid_request`
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   * await fanfare.queues.deny('que_1', { consumerId: 'csm_1', reason: 'BOT_DETECTED' });
   * ```
   */
  deny(queueId: QueueId, denial: DenyConsumer, options?: UnsafeCallOptions): Promise<QueueState>;
}

/** Creates the resource. */
export function createQueues(operate: Operate): QueuesResource {
  const renew = renewState;
  return {
    admit: (queueId, consumerId, options) =>
      operate('queues.admit', { params: { queueId }, body: { consumerId }, options, renew }),
    deny: (queueId, body, options) => operate('queues.deny', { params: { queueId }, body, options, renew }),
  };
}
