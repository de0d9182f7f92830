import type { ListLoyaltyTransactions, LoyaltyTransactions } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import type { LoyaltyEntry } from '../mechanisms/loyalty-ledger.js';
import { refuse } from '../refusal.js';
import type { Consumer } from '../state/consumers.js';
import { isoTime } from '../state/iso-time.js';
import { createLoyalty } from '../state/loyalty.js';

const usualLimit = 50;

/**
 * Reads what changed a consumer's points, the newest first, and what will expire. A cursor names the entry before the
 * first to read, so that new ones do not move it.
 *
 * @throws {MockRefusal} `validation_error` for a cursor that is not one of this list.
 */
export function loyaltyTransactionsOf(
  context: MockContext,
  {
    consumer: { tenant, id },
    query: { limit = usualLimit, cursor },
  }: { readonly consumer: Consumer; readonly query: ListLoyaltyTransactions },
): LoyaltyTransactions {
  const loyalty = context.use(createLoyalty);
  const all = loyalty.transactionsOf(tenant, id, { limit: Infinity });
  const before = cursor === undefined ? -1 : all.findIndex((entry) => cursorOf(entry) === cursor);
  if (cursor !== undefined && before === -1) {
    return refuse('validation_error', 'The cursor is not one of this list.');
  }
  const page = all.slice(before + 1, before + 1 + limit);
  const last = page.at(-1);
  const isEnd = before + 1 + page.length === all.length;
  return {
    transactions: page.map(describe),
    expiringBuckets: loyalty
      .bucketsOf(tenant, id)
      .flatMap(({ earnedOn, expiresOn, points }) =>
        expiresOn === null ? [] : [{ earnedOn, expiresOn, pointsRemaining: points }],
      ),
    nextCursor: last === undefined || isEnd ? null : cursorOf(last),
  };
}

function describe({
  id,
  at,
  points,
  source,
  bucket,
}: LoyaltyEntry): LoyaltyTransactions['transactions'][number] {
  return {
    id,
    occurredAt: isoTime(at),
    pointsDelta: points,
    sourceType: source.type,
    sourceDescription: source.description,
    bucketExpiresOn: bucket?.expiresOn ?? null,
    metadata: source.id === undefined ? null : { sourceId: source.id },
  };
}

function cursorOf({ id }: LoyaltyEntry): string {
  return Buffer.from(id).toString('base64url');
}
