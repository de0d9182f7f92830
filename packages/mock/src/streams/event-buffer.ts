/** An event that is kept for clients that come back. */
export interface KeptEvent<Event> {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly event: Event;
}

/** What happened last, with ids that grow by one. */
export interface EventBuffer<Event> {
  /** The id of the newest event; of the one before the first, where there is none. */
  readonly lastId: number;
  add(event: Event, now: number): KeptEvent<Event>;
  /** Everything that is kept, in order. */
  all(now: number): readonly KeptEvent<Event>[];
  /** What came after an event; `undefined` where that is no longer, or not yet, known. */
  after(id: number, now: number): readonly KeptEvent<Event>[] | undefined;
}

/** How much is kept. */
export interface EventBufferOptions {
  readonly most: number;
  readonly longestMs: number;
}

/** Makes an empty buffer. */
export function createEventBuffer<Event>({ most, longestMs }: EventBufferOptions): EventBuffer<Event> {
  const kept: KeptEvent<Event>[] = [];
  let last = 0;

  function forgetOld(now: number): void {
    const young = kept.findIndex(({ at }) => now - at <= longestMs);
    const old = young === -1 ? kept.length : young;
    kept.splice(0, Math.max(old, kept.length - most));
  }

  return {
    get lastId() {
      return last;
    },
    add(event, now) {
      last += 1;
      const entry = { id: last, at: now, event };
      kept.push(entry);
      forgetOld(now);
      return entry;
    },
    all(now) {
      forgetOld(now);
      return [...kept];
    },
    after(id, now) {
      forgetOld(now);
      if (!Number.isSafeInteger(id) || id > last || id < last - kept.length) return undefined;
      return kept.slice(kept.length - (last - id));
    },
  };
}
