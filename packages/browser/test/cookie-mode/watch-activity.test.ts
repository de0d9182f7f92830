import type { Clock } from '@fanfare/core';
import { describe, expect, it } from 'vitest';
import { watchActivity } from '../../src/cookie-mode/watch-activity.js';

const minute = 60_000;

/** A page whose time is moved by hand. */
function openPage() {
  let now = 1_000_000;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const clock: Clock = {
    now: () => now,
    setTimeout(run, ms) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  };
  let act = (): void => undefined;
  const told: number[] = [];
  const page = { isTakingPart: false };
  const watch = watchActivity({
    clock,
    activity(handler) {
      act = handler;
      return () => (act = () => undefined);
    },
    isTakingPart: () => page.isTakingPart,
    tell: async () => void told.push(watch.idleMs()),
  });
  return {
    ...{ watch, told, page, timers },
    act: () => act(),
    pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers.delete(due);
        now = due.at;
        due.run();
      }
      now = end;
    },
  };
}

const limits = { idleInMs: 15 * minute, absoluteInMs: 480 * minute };

describe('C2: what a page in cookie mode tells its backend of the shopper', () => {
  it('is nothing while the shopper does nothing, however long that is', () => {
    const { watch, told, pass } = openPage();
    watch.note(limits);
    pass(60 * minute);

    expect(told).toEqual([]);
    expect(watch.idleMs()).toBe(60 * minute);
  });

  it('is a sixth of the limit after something was done at the latest, and once for all of it', () => {
    const { watch, told, act, pass } = openPage();
    watch.note(limits);
    pass(minute);
    for (let key = 0; key < 100; key += 1) act();
    pass(minute);
    expect(told).toEqual([]);
    pass(1.5 * minute);

    expect(told).toEqual([1.5 * minute]);
    pass(10 * minute);
    expect(told).toHaveLength(1);
    act();
    expect(told).toEqual([1.5 * minute, 0]);
  });

  it('is that the shopper is there, while they wait in a line', () => {
    const { watch, told, page, pass } = openPage();
    watch.note(limits);
    page.isTakingPart = true;
    pass(30 * minute);

    expect(told).toHaveLength(12);
    expect(new Set(told)).toEqual(new Set([0]));
  });

  it('is nothing any more once it was stopped: no timer and no listener is left', () => {
    const { watch, told, act, page, pass, timers } = openPage();
    watch.note(limits);
    watch.stop();
    page.isTakingPart = true;
    act();
    pass(60 * minute);

    expect(told).toEqual([]);
    expect(timers.size).toBe(0);
  });
});
