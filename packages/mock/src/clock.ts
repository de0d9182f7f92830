import { createAgenda } from './scheduler/agenda.js';
import { parseDuration } from './scheduler/parse-duration.js';

/** The platform's time, which stands still or flows, and can be moved forward. */
export interface MockClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Moves time forward and runs everything that falls due, in order, each awaited before the next. */
  advance(by: number | string): Promise<void>;
  /**
   * Runs something at a time; what is due at once runs soon, also on a frozen clock. A task must not wait
   * for this clock, which waits for the task. Returns the undo.
   */
  schedule(at: number, run: () => void | Promise<void>): () => void;
  /** Waits for everything that is due now. */
  settle(): Promise<void>;
  /** Whether time goes by itself. */
  readonly isFlowing: boolean;
  freeze(): void;
  flow(): void;
  /** Forgets everything that is scheduled. */
  clear(): void;
}

/** How a clock starts. */
export interface MockClockOptions {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly flow: boolean;
  /** Told when a task throws. */
  readonly onError: (error: unknown) => void;
  /** Real time, in milliseconds. @default Date.now */
  readonly realNow?: () => number;
}

/** The longest wait that a timer takes (HTML §8.7); a later task re-arms it. */
const longestTimerMs = 2_147_483_647;

/** Makes a clock. */
export function createClock({ start, flow, onError, realNow = Date.now }: MockClockOptions): MockClock {
  const agenda = createAgenda();
  const running = new Set<Promise<void>>();
  let base = start;
  let flowingSince = flow ? realNow() : undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let advancing: Promise<void> = Promise.resolve();
  let advances = 0;

  const now = (): number => (flowingSince === undefined ? base : base + realNow() - flowingSince);
  const moveTo = (time: number): void => {
    base = Math.max(now(), time);
    if (flowingSince !== undefined) flowingSince = realNow();
  };
  const begin = (run: () => void | Promise<void>): Promise<void> => {
    const task = (async () => run())()
      .catch(onError)
      .finally(() => running.delete(task));
    running.add(task);
    return task;
  };
  const runDue = (): void => {
    if (advances > 0) return; // the advance takes them itself, one after the other
    for (let item = agenda.takeDue(now()); item !== undefined; item = agenda.takeDue(now())) {
      void begin(item.run);
    }
    arm();
  };
  const arm = (): void => {
    clearTimeout(timer);
    const next = agenda.next();
    if (next === undefined) return;
    const wait = next - now();
    if (wait > 0 && flowingSince === undefined) return;
    timer = setTimeout(runDue, Math.min(Math.max(wait, 0), longestTimerMs));
    timer.unref?.();
  };
  const runUntil = async (target: number): Promise<void> => {
    for (let next = agenda.next(); next !== undefined && next <= target; next = agenda.next()) {
      moveTo(next);
      const item = agenda.takeDue(now());
      if (item !== undefined) await begin(item.run);
    }
    moveTo(target);
  };

  return {
    now,
    advance(by) {
      const span = parseDuration(by);
      advances += 1;
      advancing = advancing
        .then(() => runUntil(now() + span))
        .finally(() => {
          advances -= 1;
          arm();
        });
      return advancing;
    },
    schedule(at, run) {
      const undo = agenda.add({ at, run });
      arm();
      return () => {
        undo();
        arm();
      };
    },
    async settle() {
      await advancing;
      runDue();
      while (running.size > 0) {
        await Promise.all(running);
        runDue();
      }
    },
    get isFlowing() {
      return flowingSince !== undefined;
    },
    freeze() {
      base = now();
      flowingSince = undefined;
      arm();
    },
    flow() {
      flowingSince ??= realNow();
      arm();
    },
    clear() {
      agenda.clear();
      clearTimeout(timer);
    },
  };
}
