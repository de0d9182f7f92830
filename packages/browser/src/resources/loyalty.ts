import {
  loyaltyRoutes,
  type LoyaltyBalance,
  type LoyaltyExpiration,
  type LoyaltyExpirationsQuery,
  type LoyaltyHistoryQuery,
  type LoyaltyTransaction,
} from '@fanfare/contract';
import type { Connection } from '../connection.js';
import { createAsk } from './ask.js';
import type { CallOptions } from './call-options.js';
import { list, object } from './check/check.js';
import { count, id, number, string, timestamp } from './check/shapes.js';
import { fits, type Fits } from './fits.js';
import { limitForm } from './forms.js';

/** Reads the shopper's points. */
export interface Loyalty {
  /**
   * Reads how many points the shopper has.
   *
   * @throws `SessionError` `not_authenticated`, `session_expired`
   */
  balance(options?: CallOptions): Promise<LoyaltyBalance>;
  /**
   * Reads which points are lost when, the soonest first.
   *
   * @param query - How many days to look ahead, up to 3,650. @default for ever
   * @throws `SessionError` `not_authenticated`; `RequestError` `invalid_request`
   */
  expirations(query?: LoyaltyExpirationsQuery, options?: CallOptions): Promise<readonly LoyaltyExpiration[]>;
  /**
   * Reads what changed the shopper's points, the newest first.
   *
   * @param query - How many changes to show, up to 100.
   * @throws `SessionError` `not_authenticated`; `RequestError` `invalid_request`
   */
  history(query?: LoyaltyHistoryQuery, options?: CallOptions): Promise<readonly LoyaltyTransaction[]>;
}

const balance = object({ balance: count, lifetimePoints: count });
const expirations = list(object({ expiresOn: string, points: count }));
const history = list(object({ id, txnType: string, pointsDelta: number, occurredAt: timestamp }));
const aheadRules: Fits = fits({ forms: { withinDays: { min: 1, max: 3_650 } } });
const historyRules: Fits = fits({ forms: { limit: limitForm } });

/**
 * Creates the part of a client that reads the shopper's points.
 *
 * @example
 * ```ts
 * import { createLoyalty } from '@fanfare/browser/loyalty';
 * import { connect } from '@fanfare/browser/session';
 *
 * const loyalty = createLoyalty(connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' }));
 * const { balance } = await loyalty.balance();
 * console.log(balance, 'points');
 * ```
 */
export function createLoyalty(connection: Connection): Loyalty {
  const ask = createAsk(connection);
  const routes = loyaltyRoutes;

  return {
    balance: (options) => ask<LoyaltyBalance>(routes.balance, { check: balance, options }),
    expirations: (query = {}, options) =>
      ask<LoyaltyExpiration[]>(routes.expirations, { query, rules: aheadRules, check: expirations, options }),
    history: (query = {}, options) =>
      ask<LoyaltyTransaction[]>(routes.history, { query, rules: historyRules, check: history, options }),
  };
}
