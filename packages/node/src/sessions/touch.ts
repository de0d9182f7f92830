import { isNews } from './session-limits.js';
import type { SessionRecord } from './session-record.js';
import type { SessionServices } from './session-services.js';
import type { LiveSession } from './visit.js';

/** What a page tells of the shopper. */
export interface Activity {
  /** When the shopper last did something. */
  readonly activeAt: number;
  /** When the shopper was seen to take part in something or to hold a grant. */
  readonly partAt?: number | undefined;
}

interface TouchOptions extends Activity {
  readonly services: Pick<SessionServices, 'vault' | 'limits'>;
}

/** Notes that the shopper did something. Not every step is written down: a 60th of the idle limit is close enough. */
export async function touch(
  { key, record }: LiveSession,
  { services, ...activity }: TouchOptions,
): Promise<void> {
  const { vault, limits } = services;
  const change = (current: SessionRecord): SessionRecord | undefined => {
    const { lastActiveAt, partAt = -Infinity } = current;
    const activeAt = Math.max(lastActiveAt, activity.activeAt);
    const isActive = isNews(lastActiveAt, activeAt, limits);
    const takesPart = activity.partAt !== undefined && isNews(partAt, activity.partAt, limits);
    if (!isActive && !takesPart) return undefined;
    return { ...current, lastActiveAt: activeAt, ...(takesPart && { partAt: activity.partAt }) };
  };
  if (change(record) !== undefined) await vault.update(key, change);
}
