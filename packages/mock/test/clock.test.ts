import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClock, type MockClock } from '../src/clock.js';
import { parseDuration } from '../src/scheduler/parse-duration.js';

const start = Date.parse('2026-11-22T10:00:00Z');
const errors: unknown[] = [];
const clockAt = (flow: boolean): MockClock =>
  createClock({ start, flow, onError: (error) => errors.push(error) });

beforeEach(() => {
  errors.splice(0);
});

describe('a frozen clock', () => {
  it('stands still until it is moved', async () => {
    const clock = clockAt(false);

    await clock.advance('1h30m');

    expect(clock.now()).toBe(start + 5_400_000);
  });

  it('runs what falls due in order of time, each at its own time and awaited', async () => {
    const clock = clockAt(false);
    const seen: [string, number][] = [];
    const note = (name: string) => async () => {
      const at = clock.now() - start;
      await Promise.resolve();
      seen.push([name, at]);
    };
    clock.schedule(start + 2_000, note('second'));
    clock.schedule(start + 1_000, note('first'));
    clock.schedule(start + 2_000, note('third'));
    clock.schedule(start + 3_001, note('later'));

    await clock.advance('3s');

    expect(seen).toEqual([
      ['first', 1_000],
      ['second', 2_000],
      ['third', 2_000],
    ]);
    expect(clock.now()).toBe(start + 3_000);
  });

  it('runs what a task schedules, if it falls due in the same move', async () => {
    const clock = clockAt(false);
    const ticks: number[] = [];
    const tick = (): void => {
      ticks.push(clock.now() - start);
      clock.schedule(clock.now() + 1_000, tick);
    };
    clock.schedule(start, tick);

    await clock.advance('3s');

    expect(ticks).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('runs what is due at once without being moved', async () => {
    const clock = clockAt(false);
    let ran = false;
    clock.schedule(clock.now(), () => {
      ran = true;
    });

    await clock.settle();

    expect(ran).toBe(true);
  });

  it('does not run what was undone, and undoing twice does no harm', async () => {
    const clock = clockAt(false);
    let ran = false;
    const undo = clock.schedule(start + 1, () => {
      ran = true;
    });
    undo();
    undo();

    await clock.advance(10);

    expect(ran).toBe(false);
  });

  it('goes on after a task that fails, and tells', async () => {
    const clock = clockAt(false);
    let ran = false;
    clock.schedule(start + 1, () => Promise.reject(new Error('broken')));
    clock.schedule(start + 2, () => {
      ran = true;
    });

    await clock.advance(10);

    expect(ran).toBe(true);
    expect(errors).toEqual([new Error('broken')]);
  });

  it('moves twice as far when it is moved twice at once', async () => {
    const clock = clockAt(false);

    await Promise.all([clock.advance('1m'), clock.advance('1m')]);

    expect(clock.now()).toBe(start + 120_000);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '', '5', '1.5h', '-1s', 'soon'])(
    'is not moved by %j',
    (by) => {
      const clock = clockAt(false);

      expect(() => clock.advance(by)).toThrow(TypeError);
      expect(clock.now()).toBe(start);
    },
  );
});

describe('a flowing clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: start });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('follows real time, and runs what falls due', async () => {
    const clock = clockAt(true);
    const seen: number[] = [];
    clock.schedule(start + 1_000, () => void seen.push(clock.now() - start));

    await vi.advanceTimersByTimeAsync(2_000);

    expect(clock.now()).toBe(start + 2_000);
    expect(seen).toEqual([1_000]);
  });

  it('runs one thing after the other while it is moved, also what its own timer would start', async () => {
    const clock = clockAt(true);
    const seen: string[] = [];
    let finish = (): void => {};
    clock.schedule(start + 1_000, async () => {
      seen.push('first begins');
      clock.schedule(start + 1_000, () => void seen.push('second'));
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      seen.push('first ends');
    });

    const moved = clock.advance('1s');
    await vi.advanceTimersByTimeAsync(10);
    finish();
    await moved;

    expect(seen).toEqual(['first begins', 'first ends', 'second']);
  });

  it('can be moved ahead of real time, and keeps the lead', async () => {
    const clock = clockAt(true);

    await clock.advance('1h');
    await vi.advanceTimersByTimeAsync(1_000);

    expect(clock.now()).toBe(start + 3_601_000);
  });

  it('waits longer than a timer can', async () => {
    const clock = clockAt(true);
    let ran = false;
    const month = 30 * 86_400_000;
    clock.schedule(start + month, () => {
      ran = true;
    });

    await vi.advanceTimersByTimeAsync(month - 1);
    expect(ran).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(ran).toBe(true);
  });

  it('stops when it is frozen, and goes on from there', async () => {
    const clock = clockAt(true);
    clock.freeze();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(clock.now()).toBe(start);

    clock.flow();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(clock.now()).toBe(start + 1_000);
  });
});

describe('a span of time', () => {
  it('is the sum of its parts', () => {
    const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
    const part = fc.tuple(fc.nat(1_000), fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[])));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (given) => {
        const text = given.map(([amount, unit]) => `${amount}${unit}`).join('');
        const sum = given.reduce((total, [amount, unit]) => total + amount * units[unit], 0);

        expect(parseDuration(text)).toBe(sum);
      }),
    );
  });
});
