/** The time of the platform, as far as it is known. */
export interface ServerClock {
  /** Tells the time, in milliseconds since the epoch. */
  now(): number;
}

/** A clock that learns from the answers of the platform. */
export interface LearningClock extends ServerClock {
  /** Give this to the client: it sends what it is given, and reads the header `Date` of the answers. */
  readonly fetch: typeof fetch;
}

/** What a clock is made of. */
export interface ServerClockOptions {
  /** @default `globalThis.fetch`, looked up at every call */
  readonly fetch?: typeof fetch | undefined;
  /** The time of the device, in milliseconds since the epoch. @default `Date.now` */
  readonly now?: (() => number) | undefined;
}

/** `Date` tells whole seconds. */
const grainMs = 1_000;

/**
 * Creates a clock that goes by the platform, so that no countdown is wrong because a device's clock is. Where a page
 * may not read `Date`, it goes by the device.
 *
 * @example
 * ```ts
 * import { FanfareClient } from '@fanfare/browser';
 * import { createServerClock } from '@fanfare/react';
 *
 * const serverClock = createServerClock();
 * const client = new FanfareClient({ publishableKey: 'pk_test_a1b2c3d4e5f6', fetch: serverClock.fetch });
 * ```
 */
export function createServerClock({
  fetch: send,
  now = () => Date.now(),
}: ServerClockOptions = {}): LearningClock {
  // The platform is ahead of the device by at least `low` and at most `high`: every answer narrows that.
  let low = -Infinity;
  let high = Infinity;

  const learn = (date: string | null, { sent, received }: { sent: number; received: number }): void => {
    const told = Date.parse(date ?? '');
    if (Number.isNaN(told)) return;
    const [least, most] = [told - received, told + grainMs - sent];
    const wasSet = least > high || most < low; // one of the two clocks was: what was known is not so any more
    low = wasSet ? least : Math.max(low, least);
    high = wasSet ? most : Math.min(high, most);
  };

  return {
    now: () => now() + (low === -Infinity ? 0 : Math.round((low + high) / 2)),
    async fetch(input, init) {
      const sent = now();
      const response = await (send ?? globalThis.fetch)(input, init);
      learn(response.headers.get('date'), { sent, received: now() });
      return response;
    },
  };
}
