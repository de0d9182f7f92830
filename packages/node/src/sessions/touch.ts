import { isNews } from './session-limits.js';
import type { SessionServices } from './session-services.js';
import type { LiveSession } from './visit.js';

/** Notes that the shopper did something. Not every step is written down: a 60th of the idle limit is close enough. */
export async function touch(
  { key, record }: LiveSession,
  {
    services,
    activeAt,
  }: { readonly services: Pick<SessionServices, 'vault' | 'limits'>; readonly activeAt: number },
): Promise<void> {
  const { vault, limits } = services;
  if (!isNews(record.lastActiveAt, activeAt, limits)) return;
  await vault.update(key, (current) =>
    isNews(current.lastActiveAt, activeAt, limits) ? { ...current, lastActiveAt: activeAt } : undefined,
  );
}
