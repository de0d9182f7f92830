import { RateLimitError } from '@fanfare/core';
import { expect, test } from 'vitest';
import { createPollLoop, type PollLoop, type PollLoopOptions } from '../../src/polling/poll-loop.js';
import { createTurn, type TurnLocks } from '../../src/polling/turn.js';
import { fakePage } from '../support/fake-page.js';

interface Bench {
  readonly loop: PollLoop;
  readonly page: ReturnType<typeof fakePage>;
  /** When readings began. */
  readonly readings: number[];
  readonly failures: unknown[];
  readonly timers: Set<object>;
  pass(ms: number): Promise<void>;
}

/** A loop that reads every ten seconds, on a clock that stands still by itself. */
function bench(given: Partial<PollLoopOptions> = {}): Bench {
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const readings: number[] = [];
  const failures: unknown[] = [];
  const page = fakePage();
  let now = 0;
  const clock = {
    now: () => now,
    setTimeout(run: () => void, ms: number) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  };
  const { read = () => Promise.resolve(undefined) } = given;
  const loop = createPollLoop({
    clock,
    random: () => 0.5,
    page,
    turn: createTurn(null, 'turn'),
    need: () => ({ everyMs: 10_000, takesPart: true }),
    onFailure: (error) => failures.push(error),
    ...given,
    read(signal) {
      readings.push(now);
      return read(signal);
    },
  });
  return {
    loop,
    page,
    readings,
    failures,
    timers,
    async pass(ms) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].sort((a, b) => a.at - b.at)[0];
        if (due === undefined || due.at > end) break;
        now = Math.max(now, due.at);
        timers.delete(due);
        due.run();
        await new Promise((resolve) => setImmediate(resolve));
      }
      now = end;
    },
  };
}

test('reads at its pace, and not before it is started nor after it is stopped', async () => {
  const { loop, readings, timers, page, pass } = bench();
  await pass(30_000);
  loop.start();
  loop.start();
  await pass(30_000);
  loop.stop();
  loop.stop();
  await pass(30_000);

  expect(readings).toEqual([40_000, 50_000, 60_000]);
  expect({ timers: timers.size, listeners: page.listeners }).toEqual({ timers: 0, listeners: 0 });
});

test('a tab that is frozen while it holds its turn does not stop the others', async () => {
  const locks: TurnLocks = { request: (_name, _options, run) => run(null) };
  const { loop, readings, pass } = bench({ turn: createTurn(locks, 'turn') });

  loop.start();
  await pass(60_000);

  expect(readings.length).toBeGreaterThanOrEqual(1);
  expect(readings[0]).toBeLessThanOrEqual(45_000); // twice it was somebody else's turn
});

test('a frame that is refused locks reads all the same', async () => {
  const locks: TurnLocks = { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) };
  const { loop, readings, pass } = bench({ turn: createTurn(locks, 'turn') });

  loop.start();
  await pass(25_000);

  expect(readings).toEqual([10_000, 20_000]);
});

test('a page that flickers neither asks more often nor puts the next reading off', async () => {
  const { loop, page, readings, pass } = bench();
  loop.start();
  for (let second = 0; second < 60; second += 1) {
    await pass(500);
    page.hide();
    await pass(500);
    page.show();
  }

  const gaps = readings.map((at, index) => at - (readings[index - 1] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(10_500);
});

test('planning anew again and again does not put the next reading off', async () => {
  const { loop, readings, pass } = bench();
  loop.start();
  for (let second = 0; second < 30; second += 1) {
    await pass(1_000);
    loop.replan();
  }

  expect(readings).toEqual([10_000, 20_000, 30_000]);
});

test('a reading that hangs holds up nothing but itself, and is aborted by stop', async () => {
  const signals: AbortSignal[] = [];
  const { loop, page, readings, pass } = bench({
    read: (signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    },
  });
  loop.start();
  await pass(20_000);
  page.show();
  page.goOnline();
  await pass(20_000);
  loop.stop();

  expect(readings.length).toBe(1);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test('two that ask at once get one reading each that is under way, and one more for both', async () => {
  const release: (() => void)[] = [];
  const { loop, readings } = bench({
    read: () => new Promise((resolve) => release.push(() => resolve(undefined))),
  });
  loop.start();
  const first = loop.now();
  const second = loop.now();
  const third = loop.now();
  await new Promise((resolve) => setImmediate(resolve));
  release.shift()?.();
  await first;
  await new Promise((resolve) => setImmediate(resolve));
  release.shift()?.();
  await Promise.all([second, third]);

  expect(readings.length).toBe(2);
});

test('failures are counted and told, and end with the first success', async () => {
  let isDown = true;
  const { loop, readings, failures, pass } = bench({
    read: () =>
      isDown
        ? Promise.reject(new RateLimitError('slow', { code: 'rate_limited', retryAfterMs: 20_000 }))
        : Promise.resolve(undefined),
  });
  loop.start();
  await pass(60_000);
  isDown = false;
  await pass(40_000);

  expect(failures.length).toBe(3);
  expect(readings).toEqual([10_000, 30_000, 50_000, 70_000, 80_000, 90_000, 100_000]);
});

test('a page that is put away gives back the lock, begins nothing, and reads at once when it returns', async () => {
  let isHeld = false;
  let isAnswering = false;
  const locks: TurnLocks = {
    async request(_name, _options, run) {
      isHeld = true;
      try {
        return await run({});
      } finally {
        isHeld = false;
      }
    },
  };
  const { loop, page, readings, failures, timers, pass } = bench({
    turn: createTurn(locks, 'turn'),
    read: (signal) =>
      new Promise((resolve, reject) => {
        if (isAnswering) resolve(undefined);
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  });
  loop.start();
  await pass(10_000);
  expect(isHeld).toBe(true);

  page.fire('pagehide');
  await new Promise((resolve) => setImmediate(resolve));
  expect(isHeld).toBe(false);
  loop.replan(); // the stream ended with the page
  page.hide(); // the browser says so after it
  await loop.now();
  expect({ timers: timers.size, readings, failures }).toEqual({
    timers: 0,
    readings: [10_000],
    failures: [],
  });

  isAnswering = true;
  page.show();
  page.fire('pageshow');
  await new Promise((resolve) => setImmediate(resolve));
  await pass(10_000);
  expect(readings).toEqual([10_000, 10_000, 20_000]);
});
