import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../src/clock.js';

describe('systemClock', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 5_000 }));
  afterEach(() => void vi.useRealTimers());

  test('tells the time of the machine', () => {
    expect(systemClock.now()).toBe(5_000);
  });

  test('runs once, when it is time', () => {
    const run = vi.fn();
    systemClock.setTimeout(run, 100);

    vi.advanceTimersByTime(99);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(run).toHaveBeenCalledOnce();
  });

  test('cancels, twice without harm', () => {
    const run = vi.fn();
    const cancel = systemClock.setTimeout(run, 100);

    cancel();
    cancel();
    vi.advanceTimersByTime(1_000);
    expect(run).not.toHaveBeenCalled();
  });

  test('keeps delays longer than a 32-bit timer, which would fire at once', () => {
    const run = vi.fn();
    const day = 86_400_000;
    systemClock.setTimeout(run, 60 * day);

    vi.advanceTimersByTime(59 * day);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(day);
    expect(run).toHaveBeenCalledOnce();
  });

  test('cancels such a delay in its later stretches too', () => {
    const run = vi.fn();
    const cancel = systemClock.setTimeout(run, 60 * 86_400_000);

    vi.advanceTimersByTime(40 * 86_400_000);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
  });
});
