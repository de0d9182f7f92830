/** An event that waits. */
export interface WaitingEvent {
  readonly event: object;
  /** What it takes in a request. */
  readonly bytes: number;
  /** When it was taken in, in milliseconds since the epoch. */
  readonly at: number;
}

/** Bounds in events and in bytes. */
export interface Bounds {
  readonly events: number;
  readonly bytes: number;
}

/** Keeps events in order until they are sent; never more than its bounds. */
export interface EventQueue {
  readonly size: number;
  readonly bytes: number;
  /** When the oldest was taken in. */
  readonly oldestAt: number | undefined;
  /** Takes an event in; returns how many of the oldest were dropped for it. */
  add(event: WaitingEvent): number;
  /** Takes out the oldest that fit together. */
  take(most: Bounds): readonly WaitingEvent[];
  /** Puts back what was taken out and not sent; returns how many of the oldest were dropped for it. */
  putBack(events: readonly WaitingEvent[]): number;
  /** Drops what was taken in before; returns how many. */
  dropBefore(time: number): number;
  /** Drops everything; returns how many. */
  clear(): number;
}

/** Creates an empty queue. */
export function createEventQueue(bounds: Bounds): EventQueue {
  let waiting: readonly WaitingEvent[] = [];
  let bytes = 0;

  const keep = (events: readonly WaitingEvent[]): number => {
    const dropped = waiting.length - events.length;
    waiting = events;
    bytes = bytesOf(events);
    return dropped;
  };
  /** The newest that fit, since those are asked about first. */
  const trim = (events: readonly WaitingEvent[]): number => {
    waiting = events;
    return keep(fitting([...events].reverse(), bounds).reverse());
  };

  return {
    get size() {
      return waiting.length;
    },
    get bytes() {
      return bytes;
    },
    get oldestAt() {
      return waiting[0]?.at;
    },
    add: (event) => trim([...waiting, event]),
    take(most) {
      const taken = fitting(waiting, most);
      keep(waiting.slice(taken.length));
      return taken;
    },
    putBack: (events) => trim([...events, ...waiting]),
    dropBefore: (time) => keep(waiting.filter(({ at }) => at >= time)),
    clear: () => keep([]),
  };
}

function fitting(events: readonly WaitingEvent[], most: Bounds): WaitingEvent[] {
  let room = most.bytes;
  const end = events.findIndex((event) => (room -= event.bytes) < 0);
  return events.slice(0, Math.min(most.events, end === -1 ? events.length : end));
}

/** Tells what events take together. */
export function bytesOf(events: readonly WaitingEvent[]): number {
  return events.reduce((sum, event) => sum + event.bytes, 0);
}
