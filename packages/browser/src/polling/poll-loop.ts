import type { Clock } from '@fanfare/core';
import { isFanfareError } from '@fanfare/core';
import type { Page, PageEvent } from '../tabs/page-events.js';
import { nextPoll } from './next-poll.js';
import type { PollNeed } from './poll-need.js';
import type { Turn } from './turn.js';

/** What a loop polls, and how. */
export interface PollLoopOptions {
  readonly clock: Clock;
  readonly random: () => number;
  /** `null` on a server: always looked at, always on the network. */
  readonly page: Page | null;
  /** Keeps tabs from reading at the same moment. */
  readonly turn: Turn;
  /** How much the present state asks for polling; `null` where nothing can change by itself. */
  readonly need: () => PollNeed | null;
  /** Reads once, and returns when the platform wants to be asked again, in milliseconds. What it throws is a failure. */
  readonly read: (signal: AbortSignal) => Promise<number | undefined>;
  readonly onFailure: (error: unknown) => void;
}

/** Reads again and again, as often as it makes sense. */
export interface PollLoop {
  /** Begins; safe to call twice. */
  start(): void;
  /** Reads at once, whoever else does; resolves when that is over, however it went. */
  now(): Promise<void>;
  /** Takes note of a reading that another tab made. */
  adopted(hintMs: number | undefined): void;
  /** Takes note that the state was changed by an action, and is as fresh as after a reading. */
  acted(): void;
  /** Plans anew where the need may have changed and nothing was read. */
  replan(): void;
  /** Ends; what is under way is aborted. Safe to call twice, and `start` begins again. */
  stop(): void;
}

/** While the device has no network nothing is sent; only this often is looked whether that is still so, in milliseconds. */
const offlineMs = 30_000;
/** A page that wakes up reads at once, unless it has only just done so, in milliseconds. */
const recentMs = 1_000;
/** How often another tab may be found reading without an answer of it arriving: a frozen tab keeps its lock. */
const patience = 2;

/** Creates a loop that is not running yet. */
export function createPollLoop(options: PollLoopOptions): PollLoop {
  const { clock, page, random } = options;
  let running: { ending: AbortController; readonly unlisten: (() => void) | undefined } | undefined;
  let cancelTimer = (): void => undefined;
  let reading: Promise<void> | undefined;
  let queued: Promise<void> | undefined;
  let failures = 0;
  let misses = 0;
  let hintMs: number | undefined;
  let retryAfterMs: number | undefined;
  let isFollower = false;
  let isAway = false;
  let since = 0;

  const isOffline = (): boolean => page?.online() === false;

  const pace = (): number | null =>
    nextPoll({
      need: options.need(),
      isHidden: page?.visible() === false,
      hintMs,
      failures,
      retryAfterMs,
      isFollower,
      random,
    });

  /** Time since the last reading; none that is known of where the clock was set back. */
  const elapsed = (): number | undefined => {
    const ms = clock.now() - since;
    return ms < 0 ? undefined : ms;
  };

  const plan = (): void => {
    cancelTimer();
    if (running === undefined || reading !== undefined || isAway) return;
    const wait = pace();
    if (wait === null) return;
    // Counted from the last reading: a page that is shown and hidden all the time does not put it off for ever.
    const left = Math.max(0, wait - (elapsed() ?? 0));
    cancelTimer = clock.setTimeout(tick, isOffline() ? offlineMs : left);
  };

  const readOnce = async (signal: AbortSignal): Promise<void> => {
    try {
      hintMs = await options.read(signal);
      failures = 0;
      isFollower = false;
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      retryAfterMs = isFanfareError(error) ? error.retryAfterMs : undefined;
      options.onFailure(error);
    }
    misses = 0;
  };

  const run = (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    if (running === undefined || isAway) return Promise.resolve();
    cancelTimer();
    const own: Promise<void> = work(running.ending.signal).finally(() => {
      if (reading !== own) return;
      reading = undefined;
      since = clock.now();
      plan();
    });
    reading = own;
    return own;
  };

  const note = (hint: number | undefined): void => {
    hintMs = hint;
    failures = 0;
    misses = 0;
    since = clock.now();
    plan();
  };

  const tick = (): void => {
    if (running === undefined || reading !== undefined) return;
    if (isOffline()) return plan();
    void run(async (signal) => {
      if (misses >= patience) return readOnce(signal);
      const hasRun = await options.turn(() => readOnce(signal));
      if (hasRun) return;
      misses += 1;
      isFollower = true;
    });
  };

  /** A page with a lock that another tab asks for is thrown out of the back/forward cache. */
  const putAway = (): void => {
    isAway = true;
    cancelTimer();
    if (running === undefined || reading === undefined) return;
    reading = undefined;
    since = -Infinity; // nothing came of it, so that the next one is due
    running.ending.abort();
    running.ending = new AbortController();
  };

  const onPage = (event: PageEvent): void => {
    if (event === 'hidden') return plan();
    if (event === 'pagehide') return putAway();
    isAway = false;
    const least = failures > 0 ? Math.max(recentMs, retryAfterMs ?? 0) : recentMs;
    const isDue = pace() !== null && (elapsed() ?? least) >= least;
    if (isDue) tick();
    else plan();
  };

  return {
    start() {
      if (running !== undefined) return;
      since = clock.now();
      isAway = false;
      running = { ending: new AbortController(), unlisten: page?.listen(onPage) };
      plan();
    },
    now() {
      if (reading === undefined) return run(readOnce);
      queued ??= reading.then(() => {
        queued = undefined;
        return run(readOnce);
      });
      return queued;
    },
    adopted(hint) {
      isFollower = true;
      note(hint);
    },
    acted() {
      isFollower = false;
      note(undefined);
    },
    replan: plan,
    stop() {
      if (running === undefined) return;
      const { ending, unlisten } = running;
      running = undefined;
      reading = undefined;
      cancelTimer();
      unlisten?.();
      ending.abort();
    },
  };
}
