import type { ConsumerId } from '@fanfare/contract';
import type { MockContext } from '../context.js';
import type { LoyaltyBucket } from '../mechanisms/loyalty-buckets.js';
import { createLoyaltyLedger, type LoyaltyEntry, type LoyaltyLedger } from '../mechanisms/loyalty-ledger.js';
import { tenantKey, type Tenant } from '../tenant.js';
import { createActivityLog, type Activity } from './activity-log.js';
import { createLoyaltyProgrammes, type LoyaltyProgrammes } from './loyalty-programmes.js';
import { minusMoney, shareOf, wholeUnits } from './money.js';
import { seededData } from './world.js';

/** How much of a history to read. */
export interface LoyaltyHistory {
  readonly limit: number;
  /** The id of the entry before the first to read. @default the newest is the first */
  readonly after?: string | undefined;
}

/** Points that a merchant gives or, below 0, takes. */
export interface LoyaltyAdjustment {
  readonly points: number;
  readonly reason?: string | undefined;
  readonly reference?: string | undefined;
}

/** The points of all consumers of all tenants. */
export interface Loyalty {
  readonly programmes: LoyaltyProgrammes;
  /** What a consumer has, and all that they ever got. */
  balanceOf(tenant: Tenant, consumerId: ConsumerId): { balance: number; lifetimePoints: number };
  /** What a consumer's points are made of, what expires first first. */
  bucketsOf(tenant: Tenant, consumerId: ConsumerId): readonly LoyaltyBucket[];
  /** What changed a consumer's points, the newest first. */
  transactionsOf(tenant: Tenant, consumerId: ConsumerId, history: LoyaltyHistory): readonly LoyaltyEntry[];
  /** `undefined` where more would be taken than there is. */
  adjust(tenant: Tenant, consumerId: ConsumerId, adjustment: LoyaltyAdjustment): LoyaltyEntry | undefined;
  /** Closes the ledger of a consumer: points, and why they were given. */
  forget(tenant: Tenant, consumerId: ConsumerId): void;
}

/** Opens the ledgers of a platform: they follow from what happened so far, and from what happens next. */
export function createLoyalty(context: MockContext): Loyalty {
  const { clock } = context;
  const programmes = createLoyaltyProgrammes();
  const activity = context.use(createActivityLog);
  const ledgers = new Map<string, LoyaltyLedger>();
  const keyOf = (tenant: Tenant, consumerId: ConsumerId): string => `${tenantKey(tenant)}/${consumerId}`;

  function ledgerOf(tenant: Tenant, consumerId: ConsumerId): LoyaltyLedger {
    const key = keyOf(tenant, consumerId);
    const newId = (): string => context.newId('lt');
    const ledger =
      ledgers.get(key) ?? createLoyaltyLedger({ rules: () => programmes.rulesOf(tenant), newId });
    ledgers.set(key, ledger);
    return ledger;
  }

  function reward({ tenant, event, at: now, consumerId, distributionId, fields }: Activity): void {
    const worth = programmes.pointsFor(tenant, event);
    if (consumerId === undefined || worth === 0) return;
    const ledger = ledgerOf(tenant, consumerId);
    if (event !== 'order_completed') {
      ledger.earn({ now, points: worth, source: { type: 'EVENT', id: distributionId, description: event } });
      return;
    }
    const points = worth * wholeUnits(textOf(fields?.['amount']) ?? '0');
    const id = textOf(fields?.['orderId']);
    ledger.earn({ now, points, source: { type: 'ORDER', id, description: 'A paid order' } });
  }

  /** Takes back what an order earned, in proportion to what was paid back of it. */
  function takeBack({ tenant, at: now, consumerId, fields }: Activity): void {
    const [id, amount, refunded, whole] = ['orderId', 'amount', 'refunded', 'orderAmount'].map((name) =>
      textOf(fields?.[name]),
    );
    const before = amount && refunded && minusMoney(refunded, amount);
    if (consumerId === undefined || !id || !refunded || !before || !whole) return;
    const ledger = ledgerOf(tenant, consumerId);
    const earned = ledger.earnedBy(id);
    const points = shareOf(earned, { part: refunded, whole }) - shareOf(earned, { part: before, whole });
    ledger.takeBack({ now, points, source: { type: 'ORDER', id, description: 'A refund' } });
  }

  const follow = (entry: Activity): void =>
    entry.event === 'order_refunded' ? takeBack(entry) : reward(entry);
  for (const { experience } of seededData(context.world)) activity.all(experience.tenant).forEach(follow);
  activity.onNote(follow);
  context.onConsumerMerged(({ tenant, from, to }) => {
    const theirs = ledgers.get(keyOf(tenant, from));
    if (theirs !== undefined) ledgerOf(tenant, to).absorb(theirs, clock.now());
    ledgers.delete(keyOf(tenant, from));
  });

  return {
    programmes,
    balanceOf(tenant, consumerId) {
      const ledger = ledgerOf(tenant, consumerId);
      return { balance: ledger.balance(clock.now()), lifetimePoints: ledger.lifetimePoints() };
    },
    bucketsOf: (tenant, consumerId) => ledgerOf(tenant, consumerId).buckets(clock.now()),
    transactionsOf(tenant, consumerId, { limit, after }) {
      const newest = [...ledgerOf(tenant, consumerId).entries(clock.now())].reverse();
      const begin = after === undefined ? 0 : newest.findIndex(({ id }) => id === after) + 1;
      return newest.slice(begin, begin + limit);
    },
    adjust(tenant, consumerId, { points, reason, reference }) {
      const source = { type: 'ADJUSTMENT', id: reference, description: reason ?? 'An adjustment' } as const;
      return ledgerOf(tenant, consumerId).adjust({ now: clock.now(), points, source });
    },
    forget: (tenant, consumerId) => void ledgers.delete(keyOf(tenant, consumerId)),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
