import type { Activity, FanfareClient } from '@fanfare/browser';
import type { ExternalStore } from './external-store.js';

type Feed = Awaited<ReturnType<Activity['feed']>>;

/** What happened in an experience lately. */
export interface ActivityView {
  /** `offline` where nothing is known yet, or the stream is over: `error` tells why. */
  readonly status: 'connecting' | 'live' | 'offline';
  /** The newest first. */
  readonly activities: Feed['activities'];
  /** How often each happened; `null` until the feed was read. */
  readonly counts: Feed['counts'] | null;
  readonly error: Error | null;
}

const connecting: ActivityView = { status: 'connecting', activities: [], counts: null, error: null };

/** Creates the store of an experience's activity: one stream, as long as somebody watches. */
export function createActivityStore(
  client: FanfareClient,
  { experienceId, limit }: { readonly experienceId: string; readonly limit: number },
): ExternalStore<ActivityView> {
  const listeners = new Set<() => void>();
  let view = connecting;
  let ending: AbortController | undefined;

  const set = (change: Partial<ActivityView>): void => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };

  const follow = async (signal: AbortSignal): Promise<void> => {
    try {
      await client.activity.open(experienceId, {
        signal,
        onEvent({ event, data }) {
          if (event !== 'activity') {
            const { activities, counts } = data;
            set({ status: 'live', activities: activities.slice(0, limit), counts, error: null });
            return;
          }
          const counts = view.counts && { ...view.counts, [data.kind]: view.counts[data.kind] + 1 };
          set({ activities: [data, ...view.activities].slice(0, limit), counts });
        },
      });
    } catch (error) {
      if (!signal.aborted && error instanceof Error) set({ status: 'offline', error });
    }
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (ending === undefined) {
        ending = new AbortController();
        void follow(ending.signal);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        ending?.abort();
        ending = undefined;
      };
    },
    getSnapshot: () => view,
    getServerSnapshot: () => connecting,
  };
}
