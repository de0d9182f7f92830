import type { LoyaltyEventPoints, UpdateLoyaltyEventPoints } from '@fanfare/contract/admin';
import { usualLoyaltyRules, type LoyaltyRules } from '../mechanisms/loyalty-rules.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { withDefaults } from './with-defaults.js';

/** How every tenant rewards its consumers. */
export interface LoyaltyProgrammes {
  rulesOf(tenant: Tenant): LoyaltyRules;
  setRules(tenant: Tenant, rules: LoyaltyRules): void;
  /** The usual points, except where the tenant said otherwise. */
  eventPointsOf(tenant: Tenant): LoyaltyEventPoints;
  setEventPoints(tenant: Tenant, overrides: UpdateLoyaltyEventPoints): void;
  /** What an event earns, 0 for one that earns nothing. */
  pointsFor(tenant: Tenant, event: string): number;
}

/** What events earn where nobody said anything: orders a point for every whole unit of their currency, the rest nothing. */
const usualPoints: LoyaltyEventPoints = {
  order_completed: 1,
  queue_entered: 0,
  queue_completed: 0,
  draw_entered: 0,
  draw_won: 0,
  auction_entered: 0,
  bid_placed: 0,
  bid_won: 0,
  timed_release_entered: 0,
  timed_release_completed: 0,
  appointment_booked: 0,
  waitlist_entered: 0,
};

/** Begins with the usual programme for everybody. */
export function createLoyaltyProgrammes(): LoyaltyProgrammes {
  const rules = new Map<string, LoyaltyRules>();
  const points = new Map<string, LoyaltyEventPoints>();
  const eventPointsOf = (tenant: Tenant): LoyaltyEventPoints => points.get(tenantKey(tenant)) ?? usualPoints;

  return {
    rulesOf: (tenant) => rules.get(tenantKey(tenant)) ?? usualLoyaltyRules,
    setRules: (tenant, changed) => void rules.set(tenantKey(tenant), changed),
    eventPointsOf,
    setEventPoints: (tenant, overrides) =>
      void points.set(tenantKey(tenant), withDefaults(usualPoints, overrides)),
    pointsFor: (tenant, event) => (isRewarded(event) ? eventPointsOf(tenant)[event] : 0),
  };
}

function isRewarded(event: string): event is keyof LoyaltyEventPoints {
  return Object.hasOwn(usualPoints, event);
}
