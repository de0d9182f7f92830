/** The streams that are open on a platform. */
export interface OpenStreams {
  readonly count: number;
  /** How many somebody has open. */
  of(owner: string): number;
  /** Notes a stream with what ends it; returns the undo. */
  add(end: () => void, owner?: string): () => void;
  /** Ends all of them, as a server does that stops. */
  endAll(): void;
}

/** Makes the list of a platform's open streams. */
export function createOpenStreams(): OpenStreams {
  const open = new Set<() => void>();
  const owned = new Map<string, number>();

  function own(owner: string, change: 1 | -1): void {
    const count = (owned.get(owner) ?? 0) + change;
    if (count === 0) owned.delete(owner);
    else owned.set(owner, count);
  }

  return {
    get count() {
      return open.size;
    },
    of: (owner) => owned.get(owner) ?? 0,
    add(end, owner) {
      open.add(end);
      if (owner !== undefined) own(owner, 1);
      return () => {
        if (open.delete(end) && owner !== undefined) own(owner, -1);
      };
    },
    endAll() {
      for (const end of open) end();
    },
  };
}
