import { backoff } from '@fanfare/core';
import type { PollNeed } from './poll-need.js';

/** What decides when to ask again. */
export interface PollCircumstances {
  /** `null` where nothing can change by itself. */
  readonly need: PollNeed | null;
  readonly isHidden: boolean;
  /** When the platform wants to be asked again: `pollAfterMs`, or `Retry-After` of a good answer. */
  readonly hintMs: number | undefined;
  /** How many readings failed in a row. */
  readonly failures: number;
  /** When the platform said that a failed reading may be repeated. */
  readonly retryAfterMs: number | undefined;
  /** The last reading came from another tab, which will probably make the next one too. */
  readonly isFollower: boolean;
  readonly random: () => number;
}

/** Slowest pace of a page that nobody looks at, in milliseconds. */
const hiddenMs = 30_000;
/** The first bound after a failure is the pace itself, in these limits: what an outage hits must not ask more often than before. */
const failure = { baseMs: 1_000, capMs: 30_000, leastMs: 500 };
/** What the platform orders outside of these is not obeyed to the letter, in milliseconds. */
const hintRange = { least: 250, most: 300_000 };
/** How much longer a follower waits: more than the jitter of whoever it follows. */
const followerFactor = 1.5;

/**
 * Decides how long to wait before the next reading, in milliseconds; `null` where there is nothing to wait for.
 * Intervals vary by a tenth each way, so that a crowd which arrived together does not ask together; a hint is
 * only ever exceeded.
 */
export function nextPoll(given: PollCircumstances): number | null {
  const { need, isHidden, random } = given;
  if (need === null) return null;
  if (isHidden && !need.takesPart) return null;
  const slowest = (ms: number): number => (isHidden ? Math.max(ms, hiddenMs) : ms);
  // A hint that is over is none: a date is by the platform's clock, and ours may be fast.
  const hasHint = given.hintMs !== undefined && given.hintMs > 0;
  const pace = hasHint ? Math.min(Math.max(given.hintMs, hintRange.least), hintRange.most) : need.everyMs;
  if (given.failures > 0) {
    const baseMs = Math.max(pace, failure.baseMs);
    const wait = backoff({ attempt: given.failures, baseMs, capMs: failure.capMs, random });
    const ordered = Math.min(given.retryAfterMs ?? 0, hintRange.most);
    return Math.max(slowest(Math.max(wait, failure.leastMs)), ordered);
  }
  const patience = given.isFollower ? followerFactor : 1;
  return slowest(pace) * patience * ((hasHint ? 1 : 0.9) + 0.2 * random());
}
