import type { LoyaltyTransaction } from '@fanfare/contract';
import type { LoyaltyEntry } from '../mechanisms/loyalty-ledger.js';
import { isoTime } from './iso-time.js';

/** Describes a change of points as its consumer sees it. */
export function describeLoyaltyEntry({
  id,
  type,
  points,
  at,
  source,
  bucket,
}: LoyaltyEntry): LoyaltyTransaction {
  const expiresOn = bucket?.expiresOn ?? null;
  return {
    id,
    txnType: type,
    pointsDelta: points,
    occurredAt: isoTime(at),
    actorType: type === 'ADJUST' ? 'MERCHANT' : 'SYSTEM',
    sourceType: source.type,
    ...(source.id !== undefined && { sourceId: source.id }),
    ...(bucket !== undefined && { bucketEarnedOn: bucket.earnedOn }),
    ...(expiresOn !== null && { bucketExpiresOn: expiresOn }),
  };
}
