import type { DeviceIdKeep } from '../device-id.js';
import type { SessionTimes } from './session-limits.js';

/** Where tabs tell each other when the shopper was last active. */
export interface SharedTimes {
  /** Reads what all tabs know of the session of this sign-in; whoever has just signed in is active. */
  read(epoch: number): SessionTimes;
  write(epoch: number, times: Pick<SessionTimes, 'activeAt' | 'partAt'>): void;
  clear(): void;
}

/** Where times are kept. */
export interface SharedTimesOptions {
  readonly namespace: string;
  /** Looked up at every use; `null` where there is no storage. */
  readonly keep: () => DeviceIdKeep | null;
  readonly now: () => number;
}

/**
 * Keeps times in storage that all tabs see, and in memory where it is forbidden: each tab then knows only of itself. What a
 * clock that was set has put into the future counts as now.
 */
export function sharedTimes({ namespace, keep, now }: SharedTimesOptions): SharedTimes {
  const name = `fanfare:activity:${namespace}`;
  let own: Kept | undefined;

  const kept = <T>(use: (keep: DeviceIdKeep) => T): T | undefined => {
    try {
      const found = keep();
      return found === null ? undefined : use(found);
    } catch {
      return undefined;
    }
  };

  const stored = (): Kept | undefined => {
    const text = kept((found) => found.getItem(name));
    try {
      return text === undefined || text === null ? undefined : asKept(JSON.parse(text));
    } catch {
      return undefined; // written by somebody else
    }
  };

  const write = (epoch: number, { activeAt, partAt }: Pick<SessionTimes, 'activeAt' | 'partAt'>): void => {
    own = { epoch, activeAt, partAt };
    kept((found) => found.setItem(name, JSON.stringify(own)));
  };

  return {
    write,
    read(epoch) {
      const isOfThis = (each: Kept | undefined): each is Kept => each?.epoch === epoch;
      if (![stored(), own].some(isOfThis)) write(epoch, { activeAt: now() });
      const current = [stored(), own].filter(isOfThis);
      const latest = (times: readonly number[]): number => Math.min(now(), Math.max(...times));
      return {
        startedAt: Math.min(now(), epoch), // a sign-in is numbered by its time
        activeAt: latest(current.map(({ activeAt }) => activeAt)),
        partAt: latest(current.map(({ partAt = -Infinity }) => partAt)),
      };
    },
    clear() {
      own = undefined;
      kept((found) => found.removeItem(name));
    },
  };
}

interface Kept {
  readonly epoch: number;
  readonly activeAt: number;
  readonly partAt: number | undefined;
}

function asKept(value: unknown): Kept | undefined {
  const { epoch, activeAt, partAt } = Object(value) as Partial<Record<keyof Kept, unknown>>; // any members, or none
  if (typeof epoch !== 'number' || typeof activeAt !== 'number') return undefined;
  return { epoch, activeAt, partAt: typeof partAt === 'number' ? partAt : undefined };
}
