import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextPoll, type PollCircumstances } from '../../src/polling/next-poll.js';

const seed = 20_261_122;
const base: PollCircumstances = {
  need: { everyMs: 10_000, takesPart: true },
  isHidden: false,
  hintMs: undefined,
  failures: 0,
  retryAfterMs: undefined,
  isFollower: false,
  random: () => 0.5,
};
const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test.each<[string, Partial<PollCircumstances>, number | null]>([
  ['its own pace', {}, 10_000],
  ['the hint, and a little more', { hintMs: 4_000 }, 4_400],
  ['its own pace after a hint that is over, as a date is by a wrong clock', { hintMs: 0 }, 10_000],
  ['a hint of a moment is not taken literally', { hintMs: 1 }, 275],
  ['a hint of a day neither', { hintMs: 86_400_000 }, 330_000],
  ['slower while hidden', { isHidden: true }, 30_000],
  ['not faster while hidden', { isHidden: true, hintMs: 1_000 }, 33_000],
  ['later than the tab that asks', { isFollower: true }, 15_000],
  ['back-off from its own pace on after a failure', { failures: 1 }, 5_000],
  ['longer after the next', { failures: 2 }, 10_000],
  ['and up to half a minute', { failures: 3 }, 15_000],
  ['back-off from the hint on', { failures: 1, hintMs: 20_000 }, 10_000],
  ['not in a hurry either', { failures: 1, need: { everyMs: 500, takesPart: true } }, 500],
  ['as long as the platform says after a failure', { failures: 1, retryAfterMs: 90_000 }, 90_000],
  ['not for a day, even if a proxy says so', { failures: 1, retryAfterMs: 86_400_000 }, 300_000],
  ['never where nothing can change', { need: null }, null],
  [
    'never while hidden and not taking part',
    { isHidden: true, need: { everyMs: 1, takesPart: false } },
    null,
  ],
  ['while hidden and taking part, also after failures', { isHidden: true, failures: 1 }, 30_000],
])('%s', (_what, given, expected) => {
  const wait = nextPoll({ ...base, ...given });

  if (expected === null) expect(wait).toBeNull();
  else expect(wait).toBeCloseTo(expected, 6);
});

test('whoever takes part is always asked again, whatever the circumstances', () => {
  const circumstances = fc.record({
    isHidden: fc.boolean(),
    hintMs: fc.option(fc.nat(), { nil: undefined }),
    failures: fc.nat(1_000),
    retryAfterMs: fc.option(fc.nat(3_600_000), { nil: undefined }),
    isFollower: fc.boolean(),
    roll: fraction,
  });
  fc.assert(
    fc.property(circumstances, ({ roll, ...given }) => {
      const wait = nextPoll({ ...base, ...given, random: () => roll });

      expect(wait).not.toBeNull();
      expect(wait).toBeGreaterThanOrEqual(250);
      expect(wait).toBeLessThanOrEqual(540_000);
      if (given.failures > 0) expect(wait).toBeGreaterThanOrEqual(Math.min(given.retryAfterMs ?? 0, 300_000));
    }),
    { seed },
  );
});

test('a hint is never undercut, and a follower never overtakes whom it follows', () => {
  fc.assert(
    fc.property(
      fraction,
      fraction,
      fc.option(fc.integer({ min: 250, max: 300_000 }), { nil: undefined }),
      (a, b, hintMs) => {
        const leader = nextPoll({ ...base, hintMs, random: () => a }) as number;
        const follower = nextPoll({ ...base, hintMs, isFollower: true, random: () => b }) as number;

        if (hintMs !== undefined) expect(leader).toBeGreaterThanOrEqual(hintMs);
        expect(follower).toBeGreaterThan(leader);
      },
    ),
    { seed },
  );
});

test('an outage does not make a crowd ask more often, from the second question on', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000, max: 30_000 }),
      fc.integer({ min: 2, max: 100 }),
      (everyMs, failures) => {
        const rolls = Array.from({ length: 200 }, (_, roll) => (roll + 0.5) / 200);
        const waits = rolls.map((roll) =>
          nextPoll({ ...base, need: { everyMs, takesPart: true }, failures, random: () => roll }),
        );
        const mean = waits.reduce<number>((sum, wait) => sum + (wait ?? 0), 0) / waits.length;

        expect(mean).toBeGreaterThanOrEqual(Math.min(everyMs, 15_000) * 0.99);
      },
    ),
    { seed },
  );
});

test('a crowd does not come back together', () => {
  let state = 1;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const waits = Array.from({ length: 1_000 }, () => nextPoll({ ...base, random }) as number);

  const fullest = Math.max(
    ...Array.from({ length: 20 }, (_, slot) => {
      const from = 9_000 + slot * 100;
      return waits.filter((wait) => wait >= from && wait < from + 100).length;
    }),
  );
  expect(fullest).toBeLessThan(100); // of 1,000 in any tenth of a second
});
