import type { Clock } from '@fanfare/core';
import type { SessionView } from '../session/session.js';
import type { PageEvents } from '../tabs/page-events.js';
import { merchantSessionLimits, nextEnd } from './session-limits.js';
import type { NextEnd, SessionLimits } from './session-limits.js';
import type { SharedTimes } from './shared-times.js';
import { windowActivity, type ActivitySource } from './window-activity.js';

/** What a guard needs of the session that it watches. */
export interface GuardedSession {
  readonly state: SessionView;
  on(name: 'change', handler: (view: SessionView) => void): () => void;
  /** Ends the session here, in the other tabs, and at the platform. */
  expire(): Promise<void>;
}

/** How a session is watched. */
export interface SessionGuardOptions {
  readonly session: GuardedSession;
  readonly limits: SessionLimits;
  readonly times: SharedTimes;
  readonly clock: Clock;
  /** Tells when the page wakes up, for a look at once; `null` where there is none. */
  readonly page: PageEvents | null;
  /** @default the window: what only a person does to it */
  readonly activity?: ActivitySource;
  /** Whether the shopper takes part in something or holds a grant: nobody is cut off then. @default never */
  readonly isTakingPart?: () => boolean;
  /**
   * Asked before a session ends: whoever knows better, such as the platform, may let it go on. A rejection lets it go on for now.
   * @default it ends
   */
  readonly mayEnd?: () => Promise<boolean>;
  /** Is told once before a session ends, and again only after the shopper did something. */
  readonly onWarning: (end: NextEnd) => void;
}

/** Watches how long a session has been idle, and how long it has lasted. */
export interface SessionGuard {
  /** Takes note that the shopper did something that no event of the window tells. */
  touch(): void;
  stop(): void;
}

/** The longest between two looks, in milliseconds: the other tabs may have learnt something. */
const lookMs = 30_000;

/** Starts to watch a session whose limits were checked. */
export function watchSession(options: SessionGuardOptions): SessionGuard {
  const { session, limits, times, clock, page, isTakingPart = () => false } = options;
  const { idleMs = Infinity, warnMs = merchantSessionLimits.warnMs } = limits;
  let cancel: (() => void) | undefined;
  let warnedOf: number | undefined;
  let isEnding = false;
  let isStopped = false;

  const touch = (): void => {
    const { signedIn, epoch } = session.state;
    if (!signedIn || isStopped) return;
    look(); // whoever comes back too late is late
    if (!session.state.signedIn || isEnding) return;
    const known = times.read(epoch);
    const now = clock.now();
    // Every key that is pressed would be a write.
    if (warnedOf === undefined && now - known.activeAt < Math.min(idleMs / 60, lookMs)) return;
    times.write(epoch, { ...known, activeAt: now });
    look();
  };

  const look = (): void => {
    cancel?.();
    cancel = undefined;
    const { signedIn, epoch } = session.state;
    if (!signedIn || isStopped) return;
    const now = clock.now();
    const known = times.read(epoch);
    if (isTakingPart()) times.write(epoch, { ...known, partAt: now });
    const end = nextEnd(times.read(epoch), limits);
    if (end === undefined) return;
    if (end.endsAt <= now) return void finish(epoch);
    const isNear = end.endsAt - now <= warnMs;
    if (isNear && warnedOf === undefined) options.onWarning(end);
    warnedOf = isNear ? end.endsAt : undefined;
    const next = isNear ? end.endsAt : end.endsAt - warnMs;
    cancel = clock.setTimeout(look, Math.min(next - now, lookMs));
  };

  const finish = async (epoch: number): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    try {
      const isOver = (await options.mayEnd?.()) ?? true;
      if (session.state.epoch !== epoch || isStopped) return;
      if (isOver) await session.expire();
      else times.write(epoch, { ...times.read(epoch), partAt: clock.now() });
    } catch {
      // Nobody could be asked; the next look asks again.
    } finally {
      isEnding = false;
      if (session.state.signedIn && !isStopped) cancel = clock.setTimeout(look, Math.max(warnMs, 1_000));
    }
  };

  const undo = [
    session.on('change', ({ status, signedIn }) => {
      if (!signedIn) warnedOf = undefined;
      if (status === 'expired' || status === 'signed_out') times.clear();
      look();
    }),
    page?.listen((event) => {
      if (event === 'visible' || event === 'pageshow' || event === 'online') look();
    }),
    (options.activity ?? windowActivity)(touch),
  ];
  look();

  return {
    touch,
    stop() {
      isStopped = true;
      cancel?.();
      for (const run of undo) run?.();
    },
  };
}
