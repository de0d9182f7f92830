import type { DenyDrawEntry, DrawId, DrawState } from '@fanfare/contract';
import { renewState } from '@fanfare/core/base';
import type { UnsafeCallOptions } from './call-options.js';
import type { Operate } from './operate.js';

/** The merchant's hand in a draw. */
export interface DrawsResource {
  /**
   * Ends the part of a consumer in a draw and returns where they stand then.
   *
   * @throws NotFoundError `not_found`; ConflictError `conflict`; RequestError `invalid_request`
   * @example
   * ```ts
   * import { FanfareServer } from '@fanfare/node';
   *
   * const fanfare = new FanfareServer({ secretKey: process.env['FANFARE_SECRET_KEY'] ?? '' });
   * await fanfare.draws.deny('drw_1', { consumerId: 'csm_1', reason: 'BOT_DETECTED' });
   * ```
   */
  deny(drawId: DrawId, denial: DenyDrawEntry, options?: UnsafeCallOptions): Promise<DrawState>;
}

/** Creates the resource. */
export function createDraws(operate: Operate): DrawsResource {
  return {
    deny: (drawId, body, options) =>
      operate('draws.deny', { params: { drawId }, body, options, renew: renewState }),
  };
}
