/** Finds bursts among events, each group for itself. */
export interface RuleWindow {
  /** Counts an event; tells whether this one completes a burst. A burst that goes on is told once. */
  count(group: string, at: number): boolean;
}

/** What a burst is. */
export interface RuleWindowOptions {
  /** How many events make one. */
  readonly count: number;
  /** Within how many milliseconds. */
  readonly withinMs: number;
  /** How many groups are kept at most; the one that was quiet for longest is forgotten. */
  readonly maxGroups: number;
}

interface Group {
  /** When the latest events were, at most as many as make a burst. */
  times: readonly number[];
  isTold: boolean;
}

/** Makes a window in which nothing has happened. */
export function createRuleWindow({ count, withinMs, maxGroups }: RuleWindowOptions): RuleWindow {
  const groups = new Map<string, Group>();

  function touch(name: string): Group {
    const group = groups.get(name) ?? { times: [], isTold: false };
    groups.delete(name);
    groups.set(name, group); // at the end, as the latest
    const [oldest] = groups.keys();
    if (groups.size > maxGroups && oldest !== undefined) groups.delete(oldest);
    return group;
  }

  return {
    count(name, at) {
      if (!Number.isFinite(at)) return false;
      const group = touch(name);
      // Both ways: after a clock was put back, what lay in the future is as far away as what is long past.
      const near = group.times.filter((time) => Math.abs(at - time) < withinMs);
      group.times = [...near, at].slice(-count);
      if (near.length === 0 || group.times.length < count) group.isTold = false;
      if (group.times.length < count) return false;
      const isNew = !group.isTold;
      group.isTold = true;
      return isNew;
    },
  };
}
