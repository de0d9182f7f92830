import type { OwnState, QueueState, RouteResult, SequenceState } from '@fanfare/contract';
import { ownStateSchema, queueStateSchema, routeResultSchema } from '@fanfare/contract/schemas';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isQueueView,
  journeyEvents,
  readyView,
  viewFromOwnState,
  viewFromQueueState,
  viewFromRoute,
  type JourneyView,
  type QueueView,
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

function viewOf(sequence: object): JourneyView {
  return viewFromOwnState('exp_1', ownState(sequence)) as JourneyView;
}

const queued = viewOf({ phase: 'participating', mechanism: 'queue', distribution, consumer }) as QueueView;

test('an experience without a journey has no view', () => {
  expect(viewFromOwnState('exp_2', ownState({ phase: 'unavailable' }))).toBeNull();
});

test.each([
  [{ phase: 'unavailable', reason: 'sold out' }, 'unavailable', ['reroute', 'exit']],
  [{ phase: 'scheduled', mechanism: 'draw', distribution }, 'scheduled', ['exit']],
  [{ phase: 'enterable', mechanism: 'queue', distribution, consumer }, 'enterable', ['enter', 'exit']],
  [{ phase: 'enterable', mechanism: 'auction', distribution, consumer }, 'enterable', ['exit']],
  [
    { phase: 'participating', mechanism: 'queue', distribution, consumer },
    'participating',
    ['leave', 'exit'],
  ],
  [{ phase: 'participating', mechanism: 'draw', distribution, consumer }, 'participating', ['exit']],
  [{ phase: 'settling', mechanism: 'draw', distribution, consumer }, 'settling', ['exit']],
  [
    { phase: 'ended', mechanism: 'queue', distribution, consumer, outcome: { type: 'left' } },
    'ended',
    ['enter', 'exit'],
  ],
  [
    { phase: 'ended', mechanism: 'queue', distribution, consumer, outcome: { type: 'denied' } },
    'ended',
    ['exit'],
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
    ['exit'],
  ],
  [{ phase: 'settling', mechanism: 'queue', distribution, consumer }, 'unknown', ['exit']],
  [{ phase: 'participating', mechanism: 'raffle', distribution, consumer }, 'unknown', ['exit']],
  [{ phase: 'levitating', mechanism: 'queue', distribution, consumer }, 'unknown', ['exit']],
])('a sequence as %j is seen as %s', (sequence, phase, actions) => {
  expect(viewOf(sequence)).toMatchObject({ journeyStage: 'routed', phase, actions });
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

  expect(viewFromOwnState('exp_1', own as unknown as OwnState)).toMatchObject({
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
  [{ status: 'NOT_QUEUED' }, 'enterable', { actions: ['enter', 'exit'] }],
  [{ status: 'LEFT', dequeuedAt: '2026-11-22T10:00:00Z' }, 'ended', { outcome: { type: 'left' } }],
  [{ status: 'COMPLETED' }, 'ended', { outcome: { type: 'completed' }, actions: ['exit'] }],
  [
    { status: 'DENIED', reason: 'BOT_DETECTED' },
    'ended',
    { outcome: { type: 'denied', reason: 'BOT_DETECTED' } },
  ],
  [{ status: 'DENIED', reason: 'ADMISSION_EXPIRED' }, 'ended', { outcome: { type: 'expired' } }],
  [{ status: 'UNKNOWN', received: 'PAUSED' }, 'unknown', { received: 'PAUSED/queue' }],
];

test.each(states)('a queue state %j turns the view', (state, phase, expected) => {
  const view = viewFromQueueState(queued, state);

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
  const seen = (more: object): JourneyView =>
    viewFromRoute('exp_1', { ...result, ...more } as unknown as RouteResult);

  expect(seen({ outcome: 'routed' })).toMatchObject({ journeyStage: 'routing' });
  expect(seen({ outcome: 'gated', selected })).toMatchObject({
    journeyStage: 'gated',
    gates: [gated],
    sequenceId: 'seq_1',
    actions: ['reroute', 'exit'],
  });
  expect(seen({ outcome: 'no_access' })).toMatchObject({
    journeyStage: 'no_access',
    reasons: [{ code: 'NO_ACCESS' }],
  });
  expect(seen({ outcome: 'teleported' })).toMatchObject({ journeyStage: 'unknown', received: 'teleported' });
});

describe('whatever the contract describes', () => {
  const sound = (view: JourneyView): void => {
    expect(view.problem).toBeNull();
    expect(new Set(view.actions).size).toBe(view.actions.length);
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
          sound(viewFromOwnState(experienceId, own) as JourneyView);
        }
      }),
      { numRuns: 200, seed },
    );
  });

  test('a queue state and a route result do too', () => {
    fc.assert(
      fc.property(arbitraryFromSchema(queueStateSchema), (state) => {
        sound(viewFromQueueState(queued, state as QueueState));
      }),
      { numRuns: 200, seed },
    );
    fc.assert(
      fc.property(arbitraryFromSchema(routeResultSchema), (result) => {
        sound(viewFromRoute('exp_1', result as RouteResult));
      }),
      { numRuns: 100, seed },
    );
  });

  test('no event between two views holds a grant', () => {
    const views = fc
      .array(arbitraryFromSchema(queueStateSchema), { minLength: 2, maxLength: 6 })
      .map((states) => states.map((state) => viewFromQueueState(queued, state as QueueState)));
    fc.assert(
      fc.property(views, (line) => {
        const events = line.flatMap((view, index) =>
          journeyEvents(line[index - 1] ?? readyView('exp_1'), view),
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
  const first = viewFromQueueState(queued, { status: 'QUEUED', position: 2, estimatedWaitTimeInSeconds: 10 });
  const second = viewFromQueueState(queued, { status: 'QUEUED', position: 1, estimatedWaitTimeInSeconds: 5 });
  const granted = viewFromQueueState(queued, { status: 'GRANTED', admissionGrant: token });
  const done = viewFromQueueState(queued, { status: 'COMPLETED' });
  const names = (before: JourneyView, after: JourneyView): string[] =>
    journeyEvents(before, after).map(([name]) => name);

  expect(names(readyView('exp_1'), first)).toEqual(['journey:changed', 'queue:position-changed']);
  expect(names(first, second)).toEqual(['queue:position-changed']);
  expect(names(second, second)).toEqual([]);
  expect(names(second, granted)).toEqual(['journey:changed', 'queue:admitted']);
  expect(names(granted, done)).toEqual(['journey:changed', 'queue:completed']);
  expect(names(second, { ...second, problem: 'timeout' })).toEqual(['journey:error']);
  expect(isQueueView(readyView('exp_1'))).toBe(false);
});
