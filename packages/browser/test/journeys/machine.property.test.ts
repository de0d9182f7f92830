import type { Mechanism, OwnState, StreamEvent } from '@fanfare/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionTable, type ActionKey } from '../../src/journeys/action-table.js';
import { actionKeyOf } from '../../src/journeys/allowed-actions.js';
import {
  bindActions,
  isTaken,
  journeyEvents,
  nextBid,
  readySnapshot,
  snapshotAfterOwn,
  snapshotFromEvent,
  snapshotFromState,
  type JourneySnapshot,
  type MechanismState,
} from '../../src/journeys/index.js';
import { isTakingPart } from '../../src/journeys/is-taking-part.js';
import { pollNeedOf } from '../../src/journeys/poll-need-of.js';
import { standings } from '../../src/journeys/standings.js';

const seed = 20_261_122;
const now = Date.parse('2026-11-22T10:00:00Z');
const experienceId = 'exp_1';
const mechanisms: readonly Mechanism[] = ['queue', 'draw', 'auction', 'timed_release', 'appointment'];

/** Words of tomorrow, and words that every object has. */
const odd = ['raffle', 'PAUSED', 'toString', 'constructor', '__proto__', ''];
const grants = ['adm_0123456789abcdef01', 'adm_fedcba9876543210ab'];
const money = fc.integer({ min: 0, max: 50_000 }).map((cents) => (cents / 100).toFixed(2));
const time = fc.constantFrom('2026-11-22T09:00:00Z', '2026-11-22T10:05:00Z', 'soon');
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

/** A step of the world: what the platform answers, or tells. */
type Step =
  | { readonly kind: 'own'; readonly own: OwnState }
  | { readonly kind: 'state'; readonly state: MechanismState }
  | { readonly kind: 'event'; readonly event: StreamEvent };

function outcomeTypes(): string[] {
  return ['won', 'lost', 'completed', 'denied', 'left', 'expired', 'closed', 'cancelled', 'no_show'];
}

function sequenceOf(mechanism: Mechanism): fc.Arbitrary<object> {
  const known = Object.keys(standings[mechanism]).map((status) => status.toLowerCase());
  return fc.record({
    phase: fc.constantFrom(
      ...['unavailable', 'scheduled', 'enterable', 'participating', 'settling', 'granted', 'ended'],
      ...odd,
    ),
    mechanism: fc.constantFrom<string>(mechanism, mechanism, mechanism, ...odd),
    distribution: fc.record({
      type: fc.constant(mechanism),
      id: fc.constantFrom('dist_1', 'dist_2'),
      sequenceId: fc.constant('seq_1'),
      lifecycle: fc.constantFrom('scheduled', 'open', 'settling', 'closed', ...odd),
      opensAt: maybe(time),
      closesAt: maybe(time),
      settlesAt: maybe(time),
      details: maybe(
        fc.record({ auctionType: fc.constantFrom('english', 'dutch', 7), minBid: money, highestBid: money }),
      ),
    }),
    consumer: fc.record({
      status: fc.constantFrom(...known, ...odd),
      position: maybe(fc.nat(500)),
      admissionGrant: maybe(fc.constantFrom(...grants)),
      currentBid: maybe(money),
      highestBid: maybe(money),
      slotId: maybe(fc.constantFrom('slot_1', 'slot_2')),
    }),
    grant: fc.record({
      token: fc.constantFrom(...grants),
      distributionType: fc.constant(mechanism),
      distributionId: fc.constant('dist_1'),
      sequenceId: fc.constant('seq_1'),
      experienceId: fc.constant(experienceId),
      expiresAt: maybe(time),
    }),
    outcome: fc.record({ type: fc.constantFrom(...outcomeTypes(), ...odd), reason: maybe(fc.constant('X')) }),
    reason: maybe(fc.constant('SOLD_OUT')),
  });
}

function stepOf(mechanism: Mechanism): fc.Arbitrary<Step> {
  const journey = fc.oneof(
    { weight: 8, arbitrary: sequenceOf(mechanism).map((sequence) => ({ journeyStage: 'routed', sequence })) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { journeyStage: 'gated', gates: [] },
        { journeyStage: 'gated', gates: [{ type: 'bot_check', status: 'required', challenge: { id: 'c' } }] },
        { journeyStage: 'flying' },
      ),
    },
  );
  const full = fc
    .tuple(journey, fc.constantFrom('seq_1', 'seq_2'))
    .map(([part, sequenceId]) => ({ ...part, experienceId, sequenceId }));
  const own = fc.tuple(fc.array(full, { maxLength: 1 }), fc.boolean()).map(([journeys, isWaiting]) => {
    const waitlists = [{ waitlistId: 'wait_1', sequenceId: 'seq_1', experienceId }];
    return { active: { journeys }, ...(isWaiting && { waitlists }) } as unknown as OwnState; // with odd words in it
  });
  const state = fc.record(
    {
      status: fc.constantFrom(...Object.keys(standings[mechanism]), ...odd),
      position: fc.nat(500),
      estimatedWaitTimeInSeconds: fc.double({ min: -10, max: 10_000, noNaN: true }),
      admissionGrant: fc.constantFrom(...grants),
      expiresAt: time,
      reason: fc.constantFrom('ADMISSION_EXPIRED', 'NOT_SELECTED', ...odd),
      lastBidAmount: money,
      slotId: fc.constantFrom('slot_1', 'slot_2'),
    },
    { requiredKeys: ['status'] },
  );
  const event = fc.oneof(
    own.map((data) => ({ event: 'state', data })),
    full.map((told) => ({ event: 'journey', data: { experienceId, causes: ['changed'], journey: told } })),
    fc.constant({ event: 'journey', data: { experienceId, causes: ['left'] } }),
    fc.nat(500).map((position) => ({
      event: 'position',
      data: { experienceId, sequenceId: 'seq_1', distributionId: 'dist_1', position },
    })),
    fc.constantFrom({ event: 'token_expired', data: {} }, { event: 'tomorrow', data: {} }),
  );
  return fc.oneof(
    own.map((value) => ({ kind: 'own' as const, own: value })),
    state.map((value) => ({ kind: 'state' as const, state: value as MechanismState })),
    event.map((value) => ({ kind: 'event' as const, event: value as unknown as StreamEvent })), // likewise
  );
}

function apply(snapshot: JourneySnapshot, step: Step): JourneySnapshot {
  switch (step.kind) {
    case 'own':
      return snapshotAfterOwn(snapshot, step.own, { seq_2: 'wait_2' });
    case 'state':
      return isTaken(snapshot) ? snapshotFromState(snapshot, step.state) : snapshot;
    case 'event':
      return snapshotFromEvent(snapshot, step.event);
  }
}

const stages: readonly string[] = ['ready', 'restoring', 'routing', 'gated', 'no_access', 'unknown'];

/** Throws where something does not hold; a million calls of `expect` would take a minute. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** What must hold of every snapshot, however it came about. */
function isLegal(snapshot: JourneySnapshot): void {
  const key = actionKeyOf(snapshot);
  must(key !== undefined, 'what is shown is a line of the table');
  const words = actionTable[key as ActionKey].split(' ').filter(Boolean);
  const { allowed } = snapshot;
  const inOrder = words
    .map((word) => word.replace('?', ''))
    .filter((name) => allowed.includes(name as never));
  must(String(allowed) === String(inOrder), 'nothing is allowed that the table does not have');
  must(
    words.every((word) => word.endsWith('?') || allowed.includes(word as never)),
    'what the table always has is allowed',
  );
  const { actions } = bindActions(snapshot, () => Promise.reject(new Error('nobody is there')));
  must(
    String(Object.keys(actions)) === String(allowed),
    'a view has the actions that are allowed, and no others',
  );

  const text = JSON.stringify(snapshot);
  must(
    Object.values(snapshot).every((value) => typeof value !== 'function'),
    'a snapshot is plain data',
  );
  must(snapshot.journeyStage === 'routed' || stages.includes(snapshot.journeyStage), 'every stage is known');
  const hasGrant = 'grant' in snapshot && snapshot.grant !== null;
  for (const grant of grants) {
    must(
      text.split(grant).length - 1 <= (hasGrant ? 1 : 0),
      'a grant stands in one place, where one was granted',
    );
  }
  const isGranted = 'phase' in snapshot && snapshot.phase === 'granted';
  must(!isGranted || (hasGrant && isTakingPart(snapshot)), 'whoever is let in holds a grant, and takes part');
  const need = pollNeedOf(snapshot, now);
  must(
    need === null || (need.everyMs >= 1_000 && need.everyMs <= 60_000),
    'nobody asks all the time, or never',
  );
  must(!isTakingPart(snapshot) || need?.takesPart === true, 'whoever takes part is never left without news');
  const bid = nextBid(snapshot, { maxAmount: '250.00' as never, increment: '5' as never });
  must(bid === null || bid === 'limit' || Number(bid) <= 250, 'nobody bids more than was allowed');
  must(bid === null || bid === 'limit' || 'bidding' in snapshot, 'nobody bids where nothing is sold by bids');
}

/** What must hold between two snapshots. */
function isSound(before: JourneySnapshot, after: JourneySnapshot, step: Step): void {
  must(after.experienceId === experienceId, 'a journey stays in its experience');
  if (step.kind === 'state' && isTaken(before)) {
    must('sequenceId' in after && after.sequenceId === before.sequenceId, 'a state changes no way');
    const isKnown = Object.hasOwn(standings[before.mechanism], step.state.status.toUpperCase());
    must(
      ('phase' in after && after.phase === 'unknown') === !isKnown,
      'an unknown status is the unknown arm',
    );
    must(!isTaken(after) || after.distribution === before.distribution, 'a state changes no distribution');
  }
  const events = journeyEvents(before, after);
  const text = JSON.stringify(events);
  must(!grants.some((grant) => text.includes(grant)), 'no event holds a grant');
  must(journeyEvents(after, after).length === 0, 'the same again is no news');
  const names = events.map(([name]) => name);
  must(new Set(names).size === names.length, 'nothing is told twice');
  must(names.includes('journey:admitted') === isNewAdmission(before, after), 'every admission is told once');
}

function isNewAdmission(before: JourneySnapshot, after: JourneySnapshot): boolean {
  if (!('phase' in after) || after.phase !== 'granted') return false;
  if (!('phase' in before) || before.phase !== 'granted') return true;
  return before.grant.token !== after.grant.token || before.distribution.id !== after.distribution.id;
}

describe('whatever the platform answers, in whatever order', () => {
  test.each(mechanisms)(
    '10,000 walks through a journey of a %s stay in the table',
    (mechanism) => {
      const reached = new Set<string>();
      fc.assert(
        fc.property(fc.array(stepOf(mechanism), { minLength: 1, maxLength: 5 }), (steps) => {
          let snapshot: JourneySnapshot = readySnapshot(experienceId);
          for (const step of steps) {
            const next = apply(snapshot, step);
            isLegal(next);
            isSound(snapshot, next, step);
            reached.add(actionKeyOf(next) ?? '');
            snapshot = next;
          }
        }),
        { numRuns: 10_000, seed },
      );

      const lines = Object.keys(actionTable).filter((key) => key.endsWith(`/${mechanism}`));
      expect(lines.filter((key) => !reached.has(key))).toEqual([]); // the walks went everywhere
      expect(reached).toContain('unknown');
    },
    60_000,
  );
});
