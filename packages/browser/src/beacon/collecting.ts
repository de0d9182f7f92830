/** How events that are collected are put together and kept, in numbers that no shop has to think about. */
export const collecting = {
  /** Events that wait are sent when there are this many. */
  batchEvents: 10,
  /** The most that one request holds; the platform takes no more. */
  requestEvents: 100,
  /** The most that one request holds, in bytes: what a browser sends to its end is 64 KiB for the whole page, and it is not alone. */
  requestBytes: 60_000,
  /** How long the first event of a batch waits for others, in milliseconds. */
  waitMs: 5_000,
  /** How long the very first waits: many a visit is one page long. */
  firstWaitMs: 1_000,
  /** Events that wait at most; the oldest of more are dropped. */
  keptEvents: 500,
  /** What they may hold together, in bytes. */
  keptBytes: 500_000,
  /** How old an event may become before it is dropped, in milliseconds. */
  maxAgeMs: 86_400_000,
  /** How often is looked whether the device has a network again, in milliseconds, where the browser does not tell. */
  offlineMs: 60_000,
  /** The waits after failures, in milliseconds. */
  retry: { baseMs: 5_000, capMs: 60_000 },
} as const;
