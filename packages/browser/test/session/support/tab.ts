import type { SessionClock } from '../../../src/session/session.js';
import type { PageEvent, PageEvents } from '../../../src/tabs/page-events.js';
import type { VirtualTime } from './virtual-time.js';

/** A tab as a browser runs it: with a clock of the device, page events, and the possibility to be frozen. */
export interface Tab {
  readonly clock: SessionClock;
  readonly page: PageEvents;
  /** Stops everything in the tab: timers, answers, messages, callbacks of locks. */
  freeze(): void;
  thaw(): void;
  readonly isFrozen: boolean;
  /** Closes the tab: nothing in it ever goes on. */
  crash(): void;
  /** Lets a result of the outside world into the tab, when the tab runs. */
  enter<T>(result: Promise<T>): Promise<T>;
  /** Runs something in the tab, when the tab runs. */
  run(task: () => void): void;
  show(): void;
  hide(): void;
  fire(event: PageEvent): void;
  /** How many timers the tab has set. */
  readonly timers: number;
  readonly listeners: number;
}

/** A device: its clock can be set, and it can sleep. */
export interface Device {
  /** What the clock shows beyond the true time, in milliseconds. */
  skewMs: number;
  /** How long the device has slept; its monotonic clock stood still meanwhile, in milliseconds. */
  sleptMs: number;
}

/** Opens a tab. */
export function openTab(time: VirtualTime, device: Device = { skewMs: 0, sleptMs: 0 }): Tab {
  let isFrozen = false;
  let isGone = false;
  let isVisible = true;
  let waiting: (() => void)[] = [];
  const timers = new Set<object>();
  const handlers = new Set<(event: PageEvent) => void>();

  const run = (task: () => void): void => {
    if (isGone) return;
    if (isFrozen) waiting.push(task);
    else task();
  };
  const fire = (event: PageEvent): void => {
    for (const handler of handlers) handler(event);
  };

  return {
    clock: {
      now: () => time.now() + device.skewMs,
      monotonic: () => time.now() - device.sleptMs,
      setTimeout(callback, ms) {
        if (!(ms >= 0) || ms === Infinity) throw new RangeError(`A timer of ${ms} ms.`);
        const timer = {};
        timers.add(timer);
        const fireTimer = (): void => {
          if (timers.delete(timer)) callback();
        };
        const cancel = time.at(time.now() + ms, () => run(fireTimer));
        return () => {
          timers.delete(timer);
          cancel();
        };
      },
    },
    page: {
      visible: () => isVisible,
      listen(handler) {
        handlers.add(handler);
        return () => handlers.delete(handler);
      },
    },
    freeze() {
      isFrozen = true;
    },
    thaw() {
      isFrozen = false;
      const tasks = waiting;
      waiting = [];
      for (const task of tasks) run(task);
    },
    get isFrozen() {
      return isFrozen;
    },
    crash() {
      isGone = true;
    },
    enter: (result) =>
      new Promise((resolve, reject) => {
        result.then(
          (value) => run(() => resolve(value)),
          (error: unknown) => run(() => reject(error as Error)),
        );
      }),
    run,
    show() {
      isVisible = true;
      fire('visible');
    },
    hide() {
      isVisible = false;
      fire('hidden');
    },
    fire,
    get timers() {
      return timers.size;
    },
    get listeners() {
      return handlers.size;
    },
  };
}
