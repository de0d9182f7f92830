import type { AudienceStatus } from '@fanfare/contract/admin';
import type { MockContext } from '../context.js';
import { createAudiences } from '../state/audiences.js';
import { isoTime } from '../state/iso-time.js';
import type { AudienceRow } from './audience-rows.js';
import { importsOf } from './describe-audience.js';

/** Tells how up to date an audience is. */
export function audienceStatus(context: MockContext, row: AudienceRow): AudienceStatus {
  const { id: audienceId, version, syncStatus, refreshIntervalSeconds } = row;
  const importing = importsOf(context, row).filter(({ status }) => status === 'PROCESSING').length;
  const pendingShards = importing + (syncStatus === 'PENDING' ? 1 : 0);
  return {
    audienceId,
    version,
    stale: isStale(context, row),
    inProgress: pendingShards > 0,
    syncStatus,
    lastSyncedAt: written(row.lastSyncedAt),
    lastRefreshedAt: written(row.lastRefreshedAt),
    refreshIntervalSeconds,
    pendingShards,
  };
}

/** Rules are outdated by whatever happens, a followed list by time, and a list by hand never is. */
function isStale(context: MockContext, row: AudienceRow): boolean {
  const { type, lastSyncedAt, refreshIntervalSeconds: interval } = row;
  if (type === 'STATIC') return false;
  if (type === 'DYNAMIC') return context.use(createAudiences).isOutdated(row);
  if (lastSyncedAt === null) return true;
  return interval !== null && context.clock.now() >= lastSyncedAt + interval * 1000;
}

function written(time: number | null): string | null {
  return time === null ? null : isoTime(time);
}
