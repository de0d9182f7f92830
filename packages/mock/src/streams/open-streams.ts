/** The streams that are open on a platform. */
export interface OpenStreams {
  readonly count: number;
  /** Notes a stream with what ends it; returns the undo. */
  add(end: () => void): () => void;
  /** Ends all of them, as a server does that stops. */
  endAll(): void;
}

/** Makes the list of a platform's open streams. */
export function createOpenStreams(): OpenStreams {
  const open = new Set<() => void>();
  return {
    get count() {
      return open.size;
    },
    add(end) {
      open.add(end);
      return () => void open.delete(end);
    },
    endAll() {
      for (const end of open) end();
    },
  };
}
