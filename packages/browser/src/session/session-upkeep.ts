import type { PageEvent } from '../tabs/page-events.js';
import { nextUpkeep } from './next-upkeep.js';
import type { SessionCore } from './session-core.js';
import type { ResolvedSessionOptions } from './session-options.js';
import type { TokenAccess } from './token-access.js';

/** Looks after a session while nobody calls it. Nothing depends on it: every call decides for itself. */
export interface SessionUpkeep {
  readonly isPaused: boolean;
  /** Sets the timer anew, after a step of the machine. */
  plan(): void;
  /** Listens and connects, if it does not yet; resolves when it knows what was missed. */
  resume(): Promise<void>;
  pause(): void;
  stop(): void;
}

/** What upkeep works on. */
export interface UpkeepContext {
  readonly core: SessionCore;
  readonly access: TokenAccess;
  readonly options: ResolvedSessionOptions;
}

/** Creates the upkeep of a session: the early refresh of a visible page, and what page events mean for it. */
export function createSessionUpkeep({ core, access, options }: UpkeepContext): SessionUpkeep {
  const { clock, page, refreshInBackground } = options;
  let isPaused = true;
  let cancelTimer: (() => void) | undefined;
  let stopListening: (() => void) | undefined;

  const isWanted = (): boolean => page?.visible() === true || core.token?.isHurried() === true;

  /** Milliseconds until there is something to do; undefined for never. */
  const untilNext = (): number | undefined => {
    const { token, model } = core;
    if (token === null || isPaused || !refreshInBackground || !isWanted()) return undefined;
    return nextUpkeep(model, { token, now: clock.now() });
  };

  const plan = (): void => {
    cancelTimer?.();
    const delay = untilNext();
    cancelTimer = delay === undefined ? undefined : clock.setTimeout(tick, delay);
  };

  const tick = (): void => {
    if (refreshInBackground && isWanted() && (core.token?.untilDue() ?? 1) <= 0) access.refreshBehind();
    plan();
  };

  const onPageEvent = (event: PageEvent): void => {
    if (event === 'pagehide') return pause();
    if (event === 'hidden') return plan();
    open();
    core.dispatch({ type: 'cleared', by: 'hope' });
    void core.sync().then(tick);
  };

  const open = (): void => {
    stopListening ??= page?.listen(onPageEvent);
    isPaused = false;
    core.channel.open();
  };

  const resume = async (): Promise<void> => {
    const wasPaused = isPaused;
    open();
    if (wasPaused && core.model.phase !== 'idle') await core.sync();
  };

  const pause = (): void => {
    isPaused = true;
    core.channel.close();
    plan();
  };

  return {
    get isPaused() {
      return isPaused;
    },
    plan,
    resume,
    pause,
    stop() {
      pause();
      stopListening?.();
      stopListening = undefined;
    },
  };
}
