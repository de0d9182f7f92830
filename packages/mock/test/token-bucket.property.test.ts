import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { levelOf, takeFrom, type Allowance, type Bucket } from '../src/mechanisms/token-bucket.js';

const anyAllowance = fc.record({
  calls: fc.integer({ min: 1, max: 5_000 }),
  withinMs: fc.constantFrom(1_000, 60_000),
});
const anyWaits = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 80 });

/** Counts in whole numbers: what is missing, times the number of calls. */
function exactly({ calls, withinMs }: Allowance, waits: readonly number[]): (readonly [number, boolean])[] {
  let missing = 0n;
  return waits.map((wait) => {
    missing -= BigInt(wait) * BigInt(calls);
    if (missing < 0n) missing = 0n;
    const room = BigInt(withinMs) * BigInt(calls) - missing;
    const isFree = room >= BigInt(withinMs);
    if (isFree) missing += BigInt(withinMs);
    return [Number(room / BigInt(withinMs)), isFree] as const;
  });
}

it('F4: a bucket holds, gives and refills what exact arithmetic says', () => {
  fc.assert(
    fc.property(anyAllowance, anyWaits, (allowance, waits) => {
      let now = Date.UTC(2026, 10, 22);
      let bucket: Bucket | undefined;
      const seen = waits.map((wait) => {
        now += wait;
        const { remaining, waitMs } = levelOf(allowance, { bucket, now });
        if (waitMs === 0) bucket = takeFrom(allowance, { bucket, now });
        return [remaining, waitMs === 0] as const;
      });

      expect(seen).toEqual(exactly(allowance, waits));
    }),
  );
});

it('F4: nobody gets more calls than a full bucket and what flows in, and the wait that is told is enough', () => {
  fc.assert(
    fc.property(anyAllowance, anyWaits, (allowance, waits) => {
      const start = Date.UTC(2026, 10, 22);
      let [now, taken] = [start, 0];
      let bucket: Bucket | undefined;
      for (const wait of waits) {
        now += wait;
        const { waitMs } = levelOf(allowance, { bucket, now });
        if (waitMs > 0) {
          expect(levelOf(allowance, { bucket, now: now + waitMs - 1 }).remaining).toBe(0);
          now += waitMs;
        }
        expect(levelOf(allowance, { bucket, now }).remaining).toBeGreaterThan(0);
        bucket = takeFrom(allowance, { bucket, now });
        taken += 1;
      }

      expect(taken).toBeLessThanOrEqual(allowance.calls * (1 + (now - start) / allowance.withinMs) + 1e-6);
    }),
  );
});

it('F4: a bucket that nobody used, or that had time enough, is full', () => {
  fc.assert(
    fc.property(anyAllowance, fc.nat(5_000), (allowance, calls) => {
      let bucket: Bucket | undefined;
      for (let call = 0; call < Math.min(calls, allowance.calls); call += 1)
        bucket = takeFrom(allowance, { bucket, now: 0 });

      const { remaining } = levelOf(allowance, { bucket, now: allowance.withinMs });

      expect(remaining).toBe(allowance.calls);
    }),
  );
});
