import type { ConsumerId, ConsumerProfile } from '@fanfare/contract';
import type { CallOptions } from './call-options.js';
import type { Operate } from './operate.js';

/** Consumers as the merchant sees them. */
export interface ConsumersResource {
  /**
   * Reads the profile of a consumer.
   *
   * @throws NotFoundError `not_found`, also for consumers of other organizations; RequestError `invalid_request`
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   * const { email, totalOrders } = await fanfare.consumers.get('csm_1');
   * ```
   */
  get(consumerId: ConsumerId, options?: CallOptions): Promise<ConsumerProfile>;
}

/** Creates the resource. */
export function createConsumers(operate: Operate): ConsumersResource {
  return { get: (consumerId, options) => operate('consumers.get', { params: { consumerId }, options }) };
}
