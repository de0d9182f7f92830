import type { OwnState, QueueState, RouteResult, SequenceState } from '@fanfare/contract';
import { ownStateSchema, queueStateSchema, routeResultSchema } from '@fanfare/contract/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isTaken,
  journeyEvents,
  readySnapshot,
  snapshotFromOwnState,
  snapshotFromState,
  snapshotFromRoute,
  type JourneySnapshot,
  type TakenSnapshot,
} from '../../src/journeys/index.js';
import { pollNeedOf } from '../../src/journeys/poll-need-of.js';
import { arbitraryFromSchema } from '../../../contract/test/support/arbitrary-from-schema.js';
import { phaseOf } from '../support/phase-of.js';

const seed = 20_261_122;
const now = Date.parse('2026-11-22T10:00:00Z');
const token = 'adm_0123456789abcdef0123456789';
const distribution = { type: 'queue', id: 'queue_1', sequenceId: 'seq_1', lifecycle: 'open' } as const;
const consumer = { status: 'queued', position: 3 };

function ownState(sequence: object): OwnState {
  const journey = { journeyStage: 'routed', experienceId: 'exp_1', sequenceId: 'seq_1', sequence } as const;
  return { active: { journeys: [{ ...journey, sequence: sequence as SequenceState }] } };
}

function viewOf(sequence: object): JourneySnapshot {
  return snapshotFromOwnState('exp_1', ownState(sequence)) as JourneySnapshot;
}

const queued = viewOf({
  phase: 'participating',
  mechanism: 'queue',
  distribution,
  consumer,
}) as TakenSnapshot;

test('an experience without a journey has no view', () => {
  expect(snapshotFromOwnState('exp_2', ownState({ phase: 'unavailable' }))).toBeNull();
});

test.each([
  [{ phase: 'unavailable', reason: 'sold out' }, 'unavailable', ['reroute', 'exit']],
  [{ phase: 'scheduled', mechanism: 'draw', distribution }, 'scheduled', ['reroute', 'exit']],
  [
    { phase: 'enterable', mechanism: 'queue', distribution, consumer },
    'enterable',
    ['enter', 'reroute', 'exit'],
  ],
  [
    { phase: 'enterable', mechanism: 'auction', distribution, consumer },
    'enterable',
    ['enter', 'bid', 'reroute', 'exit'],
  ],
  [
    { phase: 'enterable', mechanism: 'appointment', distribution, consumer },
    'enterable',
    ['book', 'reroute', 'exit'],
  ],
  [
    { phase: 'participating', mechanism: 'queue', distribution, consumer },
    'participating',
    ['leave', 'exit'],
  ],
  [{ phase: 'participating', mechanism: 'draw', distribution, consumer }, 'participating', ['leave', 'exit']],
  [
    { phase: 'participating', mechanism: 'auction', distribution, consumer },
    'participating',
    ['bid', 'setRebid', 'exit'],
  ],
  [
    {
      phase: 'participating',
      mechanism: 'auction',
      distribution: { ...distribution, details: { auctionType: 'dutch' } },
      consumer,
    },
    'participating',
    ['bid', 'exit'],
  ],
  [
    { phase: 'participating', mechanism: 'appointment', distribution, consumer: { status: 'booked' } },
    'participating',
    ['reschedule', 'cancelBooking', 'exit'],
  ],
  [
    { phase: 'participating', mechanism: 'appointment', distribution, consumer: { status: 'checked_in' } },
    'participating',
    ['exit'],
  ],
  [{ phase: 'settling', mechanism: 'draw', distribution, consumer }, 'settling', ['exit']],
  [
    { phase: 'ended', mechanism: 'queue', distribution, consumer, outcome: { type: 'left' } },
    'ended',
    ['enter', 'reroute', 'exit'],
  ],
  [
    { phase: 'ended', mechanism: 'queue', distribution, consumer, outcome: { type: 'denied' } },
    'ended',
    ['reroute', 'exit'],
  ],
  [
    {
      phase: 'ended',
      mechanism: 'queue',
      distribution: { ...distribution, lifecycle: 'closed' },
      consumer,
      outcome: { type: 'left' },
    },
    'ended',
    ['reroute', 'exit'],
  ],
  [{ phase: 'settling', mechanism: 'queue', distribution, consumer }, 'unknown', ['exit']],
  [{ phase: 'participating', mechanism: 'raffle', distribution, consumer }, 'unknown', ['exit']],
  [{ phase: 'levitating', mechanism: 'queue', distribution, consumer }, 'unknown', ['exit']],
])('a sequence as %j is seen as %s', (sequence, phase, allowed) => {
  expect(viewOf(sequence)).toMatchObject({ journeyStage: 'routed', phase, allowed });
});

test('a grant stands in its own place, and is not lost where the mechanism is news', () => {
  const grant = {
    token,
    distributionType: 'queue',
    distributionId: 'queue_1',
    sequenceId: 's',
    experienceId: 'e',
  };
  const granted = { phase: 'granted', distribution, consumer: { ...consumer, admissionGrant: token }, grant };

  const known = viewOf({ ...granted, mechanism: 'queue' });
  const unknown = viewOf({ ...granted, mechanism: 'raffle' });

  expect(known).toMatchObject({ phase: 'granted', grant });
  expect(JSON.stringify(known).split(token).length - 1).toBe(1);
  expect(unknown).toMatchObject({ phase: 'unknown', received: 'granted/raffle', grant });
});

test('a stage of tomorrow is seen as unknown', () => {
  const own = { active: { journeys: [{ journeyStage: 'flying', experienceId: 'exp_1' }] } };

  expect(snapshotFromOwnState('exp_1', own as unknown as OwnState)).toMatchObject({
    journeyStage: 'unknown',
    received: 'flying',
  });
});

const states: readonly (readonly [QueueState | { status: 'UNKNOWN'; received: string }, string, object])[] = [
  [
    { status: 'QUEUED', position: 2, estimatedWaitTimeInSeconds: 12.5 },
    'participating',
    { place: { position: 2, estimatedWaitMs: 12_500, displayMode: 'precise' } },
  ],
  [
    {
      status: 'QUEUED',
      position: 2,
      estimatedWaitTimeInSeconds: -1,
      positionDisplayMode: 'roughly' as 'qualitative', // as a newer platform may say
    },
    'participating',
    { place: { position: 2, estimatedWaitMs: 0, displayMode: 'qualitative' } },
  ],
  [
    { status: 'GRANTED', admissionGrant: token, expiresAt: '2026-11-22T10:15:00Z' },
    'granted',
    {
      grant: {
        token,
        expiresAt: '2026-11-22T10:15:00Z',
        distributionType: 'queue',
        distributionId: 'queue_1',
      },
    },
  ],
  [{ status: 'NOT_QUEUED' }, 'enterable', { allowed: ['enter', 'reroute', 'exit'] }],
  [{ status: 'LEFT', dequeuedAt: '2026-11-22T10:00:00Z' }, 'ended', { outcome: { type: 'left' } }],
  [{ status: 'COMPLETED' }, 'ended', { outcome: { type: 'completed' }, allowed: ['reroute', 'exit'] }],
  [
    { status: 'DENIED', reason: 'BOT_DETECTED' },
    'ended',
    { outcome: { type: 'denied', reason: 'BOT_DETECTED' } },
  ],
  [{ status: 'DENIED', reason: 'ADMISSION_EXPIRED' }, 'ended', { outcome: { type: 'expired' } }],
  [{ status: 'UNKNOWN', received: 'PAUSED' }, 'unknown', { received: 'PAUSED/queue' }],
];

test.each(states)('a queue state %j turns the view', (state, phase, expected) => {
  const view = snapshotFromState(queued, state);

  expect(phaseOf(view)).toBe(phase);
  expect(view).toMatchObject({ ...expected, sequenceId: 'seq_1', problem: null });
});

test('routing shows what it found', () => {
  const gated = { type: 'authentication', status: 'required', reason: { code: 'AUTH_REQUIRED' } };
  const selected = { sequence: { id: 'seq_1' }, gates: [gated] };
  const result = {
    schemaVersion: 1,
    experienceId: 'exp_1',
    offers: [],
    outcomeReasons: [{ code: 'NO_ACCESS' }],
  };
  const seen = (more: object): JourneySnapshot =>
    snapshotFromRoute('exp_1', { ...result, ...more } as unknown as RouteResult);

  expect(seen({ outcome: 'routed' })).toMatchObject({ journeyStage: 'routing' });
  expect(seen({ outcome: 'gated', selected })).toMatchObject({
    journeyStage: 'gated',
    gates: [gated],
    sequenceId: 'seq_1',
    allowed: ['reroute', 'exit'],
  });
  expect(seen({ outcome: 'no_access' })).toMatchObject({
    journeyStage: 'no_access',
    reasons: [{ code: 'NO_ACCESS' }],
  });
  expect(seen({ outcome: 'teleported' })).toMatchObject({ journeyStage: 'unknown', received: 'teleported' });
});

describe('whatever the contract describes', () => {
  const sound = (view: JourneySnapshot): void => {
    expect(view.problem).toBeNull();
    expect(new Set(view.allowed).size).toBe(view.allowed.length);
    expect(structuredClone(view)).toEqual(view); // plain data, which also travels to other tabs
    const need = pollNeedOf(view, now);
    if (need !== null) expect(need.everyMs).toBeGreaterThanOrEqual(1_000);
    if (need !== null) expect(need.everyMs).toBeLessThanOrEqual(60_000);
    expect(phaseOf(view)).not.toBe('unknown');
  };

  test('an own state makes a sound view of every journey', () => {
    fc.assert(
      fc.property(arbitraryFromSchema(ownStateSchema), (value) => {
        const own = value as OwnState;
        for (const { experienceId } of own.active.journeys) {
          sound(snapshotFromOwnState(experienceId, own) as JourneySnapshot);
        }
      }),
      { numRuns: 200, seed },
    );
  });

  test('a queue state and a route result do too', () => {
    fc.assert(
      fc.property(arbitraryFromSchema(queueStateSchema), (state) => {
        sound(snapshotFromState(queued, state as QueueState));
      }),
      { numRuns: 200, seed },
    );
    fc.assert(
      fc.property(arbitraryFromSchema(routeResultSchema), (result) => {
        sound(snapshotFromRoute('exp_1', result as RouteResult));
      }),
      { numRuns: 100, seed },
    );
  });

  test('no event between two views holds a grant', () => {
    const views = fc
      .array(arbitraryFromSchema(queueStateSchema), { minLength: 2, maxLength: 6 })
      .map((states) => states.map((state) => snapshotFromState(queued, state as QueueState)));
    fc.assert(
      fc.property(views, (line) => {
        const events = line.flatMap((view, index) =>
          journeyEvents(line[index - 1] ?? readySnapshot('exp_1'), view),
        );
        const grants = line.flatMap((view) =>
          'grant' in view && view.grant !== null ? [view.grant.token] : [],
        );
        for (const grant of grants) expect(JSON.stringify(events)).not.toContain(JSON.stringify(grant));
      }),
      { numRuns: 200, seed },
    );
  });
});

test('events tell what happened in the queue, once', () => {
  const first = snapshotFromState(queued, { status: 'QUEUED', position: 2, estimatedWaitTimeInSeconds: 10 });
  const second = snapshotFromState(queued, { status: 'QUEUED', position: 1, estimatedWaitTimeInSeconds: 5 });
  const granted = snapshotFromState(queued, { status: 'GRANTED', admissionGrant: token });
  const done = snapshotFromState(queued, { status: 'COMPLETED' });
  const names = (before: JourneySnapshot, after: JourneySnapshot): string[] =>
    journeyEvents(before, after).map(([name]) => name);

  expect(names(readySnapshot('exp_1'), first)).toEqual(['journey:changed', 'queue:position-changed']);
  expect(names(first, second)).toEqual(['queue:position-changed']);
  expect(names(second, second)).toEqual([]);
  expect(names(second, granted)).toEqual(['journey:changed', 'journey:admitted', 'queue:admitted']);
  expect(names(granted, granted)).toEqual([]);
  expect(names(granted, done)).toEqual(['journey:changed', 'journey:ended', 'queue:completed']);
  expect(names(second, { ...second, problem: 'timeout' })).toEqual(['journey:error']);
  expect(isTaken(readySnapshot('exp_1'))).toBe(false);
});
