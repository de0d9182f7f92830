import {
  auctionStateSchema,
  authSessionSchema,
  drawStateSchema,
  ownStateSchema,
  queueStateSchema,
  refreshResultSchema,
  routeResultSchema,
  timedReleaseStateSchema,
  withTolerance,
} from '@fanfare/contract/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authSessionCheck, refreshResultCheck } from '../../src/guards/auth-checks.js';
import type { Check } from '../../src/resources/check/check.js';
import { auctionState } from '../../src/resources/check/auction-state.js';
import { drawState } from '../../src/resources/check/draw-state.js';
import { ownState } from '../../src/resources/check/own-state.js';
import { queueState } from '../../src/resources/check/queue-state.js';
import { routeResult } from '../../src/resources/check/route-result.js';
import { timedReleaseState } from '../../src/resources/check/timed-release-state.js';
import { arbitraryFromSchema } from '../../../contract/test/support/arbitrary-from-schema.js';
import { spoil } from '../support/spoil.js';

const seed = 20_261_122;

const pairs: readonly (readonly [string, Check, Parameters<typeof withTolerance>[0]])[] = [
  ['queue states', queueState, queueStateSchema],
  ['draw states', drawState, drawStateSchema],
  ['auction states', auctionState, auctionStateSchema],
  ['timed release states', timedReleaseState, timedReleaseStateSchema],
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

describe.each<(typeof pairs)[number]>([
  ['own states', ownState, ownStateSchema],
  ['route results', routeResult, routeResultSchema],
  ['sign-ins', authSessionCheck, authSessionSchema],
])('the check of %s, which looks at what is acted on only,', (_name, check, schema) => {
  const tolerant = withTolerance(schema, 'tolerant');

  test('accepts whatever the tolerant schema accepts', () => {
    fc.assert(
      fc.property(
        fc.oneof(arbitraryFromSchema(schema), arbitraryFromSchema(schema).chain(spoil)),
        (value) => {
          if (tolerant.safeParse(value).success) expect(check(value, '')).toBeNull();
        },
      ),
      { numRuns: 500, seed },
    );
  });
});

const distribution = { type: 'queue', id: 'queue_1', sequenceId: 'seq_1', lifecycle: 'open' };
const consumer = { status: 'granted', position: 1, admissionGrant: 'adm_0123456789abcdef' };
const routed = {
  journeyStage: 'routed',
  experienceId: 'exp_1',
  sequenceId: 'seq_1',
  sequence: {
    phase: 'granted',
    mechanism: 'queue',
    distribution,
    consumer,
    grant: { token: 'adm_0123456789abcdef' },
  },
};
const gated = {
  journeyStage: 'gated',
  experienceId: 'exp_1',
  gates: [{ type: 'access_code' }],
  selected: { sequenceId: 'seq_1' },
};
const ended = {
  ...routed,
  sequence: { ...routed.sequence, phase: 'ended', outcome: { type: 'denied', reason: 'x' } },
};
const candidate = { sequence: { id: 'seq_1' }, gates: [{ type: 'access_code' }] };

test.each<[string, Check, object, readonly string[]]>([
  [
    'an own state',
    ownState,
    { active: { journeys: [routed, gated, ended] }, pollAfterMs: 5 },
    [
      'active',
      'active.journeys',
      'active.journeys.0',
      'active.journeys.0.journeyStage',
      'active.journeys.0.experienceId',
      'active.journeys.0.sequenceId',
      'active.journeys.0.sequence',
      'active.journeys.0.sequence.phase',
      'active.journeys.0.sequence.mechanism',
      'active.journeys.0.sequence.distribution',
      'active.journeys.0.sequence.distribution.id',
      'active.journeys.0.sequence.distribution.lifecycle',
      'active.journeys.0.sequence.consumer',
      'active.journeys.0.sequence.consumer.status',
      'active.journeys.0.sequence.consumer.position',
      'active.journeys.0.sequence.consumer.admissionGrant',
      'active.journeys.0.sequence.grant',
      'active.journeys.0.sequence.grant.token',
      'active.journeys.1.gates',
      'active.journeys.1.gates.0',
      'active.journeys.1.gates.0.type',
      'active.journeys.1.selected',
      'active.journeys.1.selected.sequenceId',
      'active.journeys.2.sequence.outcome',
      'active.journeys.2.sequence.outcome.type',
      'active.journeys.2.sequence.outcome.reason',
      'pollAfterMs',
    ],
  ],
  [
    'a route result',
    routeResult,
    { schemaVersion: 1, outcome: 'routed', selected: candidate, offers: [candidate], outcomeReasons: [] },
    [
      'schemaVersion',
      'outcome',
      'selected',
      'selected.sequence',
      'selected.sequence.id',
      'selected.gates',
      'selected.gates.0.type',
      'offers',
      'outcomeReasons',
    ],
  ],
])('%s is refused, with the place, where something is odd that is acted on', (_what, check, good, places) => {
  expect(check(good, '')).toBeNull();
  for (const place of places) {
    for (const odd of [null, true, -1.5]) {
      const value = structuredClone(good);
      const names = place.split('.');
      const last = names.pop() ?? '';
      const parent = names.reduce((at, name) => (at as never)[name], value) as Record<string, unknown>;
      parent[last] = odd;
      expect(check(value, '')).toBe(place);
    }
  }
});

test('a decoration that is odd does not cost the shopper the view', () => {
  const odd = { ...routed, updatedAt: 'soon', offers: 7 };
  const state = { active: { journeys: [{ ...odd, sequence: { ...odd.sequence, note: 1 } }] }, waitlists: {} };

  expect(ownState(state, '')).toBeNull();
});

test('a check names the place that does not fit', () => {
  const value = {
    active: { journeys: [{ journeyStage: 'gated', experienceId: 'e', gates: [{ type: 7 }] }] },
  };

  expect(ownState(value, '')).toBe('active.journeys.0.gates.0.type');
});
