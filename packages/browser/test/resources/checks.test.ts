import {
  authSessionSchema,
  ownStateSchema,
  queueStateSchema,
  refreshResultSchema,
  routeResultSchema,
  withTolerance,
} from '@fanfare/contract/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authSessionCheck, refreshResultCheck } from '../../src/guards/auth-checks.js';
import type { Check } from '../../src/resources/check/check.js';
import { ownState } from '../../src/resources/check/own-state.js';
import { queueState } from '../../src/resources/check/queue-state.js';
import { routeResult } from '../../src/resources/check/route-result.js';
import { arbitraryFromSchema } from '../support/arbitrary-from-schema.js';
import { spoil } from '../support/spoil.js';

const seed = 20_261_122;

const pairs: readonly (readonly [string, Check, Parameters<typeof withTolerance>[0]])[] = [
  ['queue states', queueState, queueStateSchema],
  ['own states', ownState, ownStateSchema],
  ['route results', routeResult, routeResultSchema],
  ['sign-ins', authSessionCheck, authSessionSchema],
  ['refreshes', refreshResultCheck, refreshResultSchema],
];

describe.each(pairs)('the check of %s', (_name, check, schema) => {
  const tolerant = withTolerance(schema, 'tolerant');

  test('accepts what the contract describes', () => {
    fc.assert(
      fc.property(arbitraryFromSchema(schema), (value) => {
        expect(check(value, '')).toBeNull();
      }),
      { numRuns: 200, seed },
    );
  });

  test('agrees with the tolerant schema on everything that is almost right', () => {
    let refused = 0;
    fc.assert(
      fc.property(arbitraryFromSchema(schema).chain(spoil), (value) => {
        const isRefused = check(value, '') !== null;
        refused += isRefused ? 1 : 0;
        expect(isRefused).toBe(!tolerant.safeParse(value).success);
      }),
      { numRuns: 500, seed },
    );
    expect(refused).toBeGreaterThan(100); // it is not that everything passes
  });

  test('agrees with the tolerant schema on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(check(value, '') !== null).toBe(!tolerant.safeParse(value).success);
      }),
      { seed },
    );
  });
});

test('a check names the place that does not fit', () => {
  const value = {
    active: { journeys: [{ journeyStage: 'gated', experienceId: 'e', gates: [{ type: 7 }] }] },
  };

  expect(ownState(value, '')).toBe('active.journeys.0.gates.0.type');
});
