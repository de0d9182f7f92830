import type { PageSessionLimits } from '@fanfare/contract';
import type { Clock } from '@fanfare/core';
import type { ActivitySource } from '../session-guard/window-activity.js';

/** What the backend is told of the shopper: how long ago they last did something. */
export interface ActivityWatch {
  /** Milliseconds since then. Asking means telling. */
  idleMs(): number;
  /** Whether the shopper waits in a line or holds a grant. */
  isTakingPart(): boolean;
  /** Takes note of how long the session still lasts. */
  note(limits: PageSessionLimits): void;
  stop(): void;
}

/** How activity is watched. */
export interface ActivityWatchOptions {
  readonly clock: Clock;
  readonly activity: ActivitySource;
  /** Whether the shopper waits in a line or holds a grant: that is doing something. */
  readonly isTakingPart: () => boolean;
  /** Tells the backend, when nothing else has for a while. */
  readonly tell: () => Promise<void>;
}

/** The least time between two tellings, in milliseconds. */
const leastMs = 10_000;

/** Watches what the shopper does. Whoever has just opened the page has done something. */
export function watchActivity(options: ActivityWatchOptions): ActivityWatch {
  const { clock, isTakingPart, tell } = options;
  let activeAt = clock.now();
  let toldAt = activeAt;
  let everyMs = Infinity;
  let cancel: (() => void) | undefined;

  const look = (): void => {
    if (isTakingPart()) activeAt = clock.now();
    if (activeAt > toldAt && clock.now() - toldAt >= everyMs) {
      toldAt = clock.now();
      void tell();
    }
  };
  const arm = (): void => {
    cancel?.();
    if (everyMs === Infinity) return;
    cancel = clock.setTimeout(() => {
      look();
      arm();
    }, everyMs);
  };
  const stopListening = options.activity(() => {
    activeAt = clock.now();
    look();
  });

  return {
    isTakingPart,
    idleMs() {
      if (isTakingPart()) activeAt = clock.now();
      toldAt = clock.now();
      return Math.max(0, Math.round(toldAt - activeAt));
    },
    note({ idleInMs }) {
      everyMs = Math.max(leastMs, idleInMs / 6);
      arm();
    },
    stop() {
      cancel?.();
      everyMs = Infinity;
      stopListening();
    },
  };
}
