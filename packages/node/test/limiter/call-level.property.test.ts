import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correct, empty, levelOf, refill, take, waitFor } from '../../src/limiter/call-level.js';

const perMinute = fc.integer({ min: 1, max: 10_000 });
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: -5_000, max: 90_000 }) }),
    fc.record({ kind: fc.constant('take' as const) }),
    fc.record({
      kind: fc.constant('correct' as const),
      remaining: fc.nat(20_000),
      underWay: fc.nat(50),
    }),
    fc.record({ kind: fc.constant('empty' as const), ms: fc.nat(60_000) }),
  ),
  { maxLength: 40 },
);

describe('F6: what a caller reckons to have left', () => {
  it('is never more than the limit, and a call may go exactly when its wait is over', () => {
    fc.assert(
      fc.property(perMinute, steps, (limit, all) => {
        let now = 1_000_000;
        let level = levelOf(limit, { left: limit, now });
        for (const step of all) {
          if (step.kind === 'wait') now += step.ms;
          else if (step.kind === 'take') level = take(level, now);
          else if (step.kind === 'correct') level = correct(level, { ...step, now });
          else level = empty(level, { ms: step.ms, now });

          level = refill(level, now); // as a gate does at each look
          expect(level.left).toBeLessThanOrEqual(limit);
          const wait = waitFor(level, now);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(waitFor(level, now + wait)).toBe(0);
          if (wait > 2) expect(waitFor(level, now + wait - 2)).toBeGreaterThan(0); // one more for what is rounded
        }
      }),
    );
  });

  it('lets through in any minute no more than what was left and what a minute takes', () => {
    fc.assert(
      fc.property(perMinute, fc.nat(100), (limit, left) => {
        let now = 0;
        let level = levelOf(limit, { left, now });
        let gone = 0;
        for (; gone < 500; gone += 1) {
          now += waitFor(level, now);
          if (now > 60_000) break;
          level = take(level, now);
        }
        expect(gone).toBeLessThanOrEqual(Math.min(left, limit) + limit);
      }),
    );
  });

  it('fills up in a minute, and no further', () => {
    const level = levelOf(60, { left: 0, now: 0 });

    expect([0, 500, 1_000, 60_000, 600_000].map((now) => refill(level, now).left)).toEqual([
      0, 0.5, 1, 60, 60,
    ]);
  });
});
