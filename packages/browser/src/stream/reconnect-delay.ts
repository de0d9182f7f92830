import { backoff, type FanfareError } from '@fanfare/core';

/** What became of the last connection of a stream. */
export interface BrokenConnection {
  /** How many connections in a row told nothing. */
  readonly failures: number;
  /** As the platform wrote it into the stream. */
  readonly retryMs: number;
  /** What the last connection failed with; `undefined` where the platform ended it in order. */
  readonly error: FanfareError | undefined;
}

/** How far the doubling goes, unless the platform wants its streams spread further. */
const capMs = 30_000;
/** No answer keeps a client away for longer than this. */
const orderedCapMs = 600_000;

/** Decides how long to wait before a stream is opened again, in milliseconds. Pure. */
export function reconnectDelay(broken: BrokenConnection, random: () => number): number {
  const { failures, retryMs, error } = broken;
  const jitter = backoff({
    attempt: Math.max(1, failures),
    baseMs: Math.max(retryMs, 1),
    capMs: Math.max(capMs, retryMs),
    random,
  });
  const ordered = error?.retryAfterMs;
  return ordered === undefined ? jitter : Math.min(orderedCapMs, ordered + jitter);
}
