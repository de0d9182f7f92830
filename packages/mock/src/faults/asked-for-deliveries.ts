import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fault } from './fault.js';

/** The faults of webhooks that calls asked for: each strikes what is to be delivered because of its call, and nothing else. */
export interface AskedForDeliveries {
  /** Carries out a call that asked for a fault; one of calls, or none, changes nothing. */
  during<Result>(asked: Fault | undefined, run: () => Promise<Result>): Promise<Result>;
  /** What the call that is being carried out asked for. */
  readonly current: Fault | undefined;
}

interface Running {
  readonly asked: Fault;
  /** Timers that a call started are carried out as a part of it, long after it ended. */
  isOver: boolean;
}

/** Makes what remembers, for as long as a call is carried out, what it asked for. */
export function createAskedForDeliveries(): AskedForDeliveries {
  const calls = new AsyncLocalStorage<Running>();
  return {
    async during(asked, run) {
      if (asked?.webhooks === undefined) return run();
      const running: Running = { asked, isOver: false };
      try {
        return await calls.run(running, run);
      } finally {
        running.isOver = true;
      }
    },
    get current() {
      const running = calls.getStore();
      return running?.isOver === false ? running.asked : undefined;
    },
  };
}
