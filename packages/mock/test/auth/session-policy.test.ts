import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSessionPolicy, limitPassed } from '../../src/auth/session-policy.js';

const minute = 60_000;
const policy = { idleSeconds: 15 * 60, absoluteSeconds: 8 * 3600 };

describe('C2: when a session ends by itself', () => {
  it.each([
    [0, 0, undefined],
    [0, 15 * minute - 1, undefined],
    [0, 15 * minute, 'idle'],
    [470 * minute, 479 * minute, undefined],
    [480 * minute, 480 * minute, 'absolute'],
    [100 * minute, 481 * minute, 'absolute'],
  ] as const)('used at %d ms and looked at at %d ms: %s', (lastUsedAt, now, expected) => {
    expect(limitPassed(policy, { createdAt: 0, lastUsedAt, now })).toBe(expected);
  });

  it('has no limit where the policy names none', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (createdAt, used, idle) => {
        const lastUsedAt = createdAt + used;

        expect(limitPassed({}, { createdAt, lastUsedAt, now: lastUsedAt + idle })).toBeUndefined();
      }),
    );
  });

  it.each([
    { idle: 1 },
    { idleSeconds: 0 },
    { idleSeconds: -1 },
    { absoluteSeconds: '900' },
    { idleSeconds: NaN },
  ])('refuses the policy %j', (given) => {
    expect(() => checkSessionPolicy(given)).toThrow(TypeError);
  });
});
