/** How points are earned and lost; a cap of `null` is none. */
export interface LoyaltyRules {
  readonly enabled: boolean;
  /** Points of a purse expire months after they were earned, or months after anything last happened to the purse. */
  readonly expirationType: 'none' | 'fixed' | 'inactivity';
  readonly fixedExpireMonths: number | null;
  readonly inactivityExpireMonths: number | null;
  /** What earning does not go beyond. */
  readonly maxBalance: number | null;
  /** In a calendar day, in UTC. */
  readonly dailyEarnCap: number | null;
  /** In a calendar month, in UTC. */
  readonly monthlyEarnCap: number | null;
}

/** What an organization begins with. */
export const usualLoyaltyRules: LoyaltyRules = {
  enabled: true,
  expirationType: 'none',
  fixedExpireMonths: null,
  inactivityExpireMonths: null,
  maxBalance: null,
  dailyEarnCap: null,
  monthlyEarnCap: null,
};
