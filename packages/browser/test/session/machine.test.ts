import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initialModel, isNewer, transition, transitions } from '../../src/session/machine.js';
import type { Effect, MachineEvent, Model, Phase } from '../../src/session/machine.js';
import type { EndedRecord, LiveRecord, TokenRecord } from '../../src/stores/token-record.js';

const live: readonly Phase[] = ['authenticated', 'refreshing', 'waiting'];

/** From which phase to which a step may lead; everything else is a defect. */
const legal: Readonly<Record<Phase, readonly Phase[]>> = {
  idle: ['idle', 'restoring', 'anonymous', 'authenticated', 'waiting', 'destroyed'],
  restoring: ['restoring', 'anonymous', 'authenticated', 'waiting', 'destroyed'],
  anonymous: ['anonymous', 'authenticated', 'waiting', 'destroyed'],
  authenticated: ['authenticated', 'refreshing', 'waiting', 'ended', 'destroyed'],
  refreshing: ['refreshing', 'authenticated', 'waiting', 'ended', 'destroyed'],
  waiting: ['waiting', 'authenticated', 'refreshing', 'ended', 'destroyed'],
  ended: ['ended', 'authenticated', 'waiting', 'destroyed'],
  destroyed: ['destroyed'],
};

const backoff = { failedAt: 1, delayMs: 1_000, attempt: 1, code: 'network_error' };

const liveRecord: fc.Arbitrary<LiveRecord> = fc
  .record({
    epoch: fc.integer({ min: 1, max: 3 }),
    generation: fc.integer({ min: 0, max: 3 }),
    consumer: fc.constantFrom('ann', 'bob'),
    wait: fc.constantFrom(undefined, backoff, { ...backoff, failedAt: 2 }, { ...backoff, ordered: true }),
  })
  .map(({ epoch, generation, consumer, wait }) => ({
    kind: 'live',
    epoch,
    id: `${consumer}-${epoch}`,
    generation,
    revision: `${epoch}.${generation}`,
    consumer: { consumerId: consumer, type: 'guest' },
    accessToken: `access-${consumer}-${epoch}-${generation}`,
    refreshToken: `refresh-${consumer}-${epoch}-${generation}`,
    beaconToken: 'beacon',
    lifetimeMs: 1,
    receivedAt: 0,
    ...(wait !== undefined && { backoff: wait }),
  }));

const reason = fc.constantFrom('expired', 'revoked', 'token_reuse', 'logout');
const id = fc.constantFrom('ann-1', 'ann-2', 'bob-1', 'bob-2', 'bob-3', 'nobody');
const endedRecord: fc.Arbitrary<EndedRecord> = fc.record({
  kind: fc.constant('ended'),
  epoch: fc.integer({ min: 1, max: 3 }),
  id,
  revision: fc.constant('r'),
  reason,
});

const anyEvent: fc.Arbitrary<MachineEvent> = fc.oneof(
  fc.constant<MachineEvent>({ type: 'restore' }),
  fc
    .oneof(liveRecord, endedRecord, fc.constant(null))
    .map((record): MachineEvent => ({ type: 'seen', record })),
  liveRecord.map((record): MachineEvent => ({ type: 'signedIn', record })),
  fc.constant<MachineEvent>({ type: 'exchange' }),
  liveRecord.map((record): MachineEvent => ({ type: 'refreshed', record })),
  liveRecord.map((record): MachineEvent => ({ type: 'failed', record: { ...record, backoff } })),
  fc
    .record({ id, generation: fc.integer({ min: 0, max: 3 }), reason })
    .map((about): MachineEvent => ({ type: 'refused', ...about })),
  fc.constant<MachineEvent>({ type: 'settled' }),
  fc.constantFrom('time', 'hope').map((by): MachineEvent => ({ type: 'cleared', by })),
  fc.record({ id, reason }).map((about): MachineEvent => ({ type: 'revoked', ...about })),
  fc.record({ id, reason }).map((about): MachineEvent => ({ type: 'endedElsewhere', ...about })),
  fc.constant<MachineEvent>({ type: 'logout' }),
);

/** What may end a session, and nothing else. */
function isEnd(event: MachineEvent, before: Model): boolean {
  if (event.type === 'seen') return event.record?.kind === 'ended' && event.record.epoch >= before.epoch;
  if (event.type === 'refused') {
    return event.id === before.record?.id && event.generation === before.record.generation;
  }
  if (event.type === 'revoked' || event.type === 'endedElsewhere') return event.id === before.record?.id;
  return event.type === 'logout' || event.type === 'destroy';
}

function insist(holds: boolean, rule: string): void {
  if (!holds) throw new Error(rule); // `expect` would be called millions of times
}

const secret = /access-|refresh-|beacon/;

function check(before: Model, event: MachineEvent, after: Model, effects: readonly Effect[]): void {
  const wasSignedIn = live.includes(before.phase);
  const isSignedIn = live.includes(after.phase);
  insist(legal[before.phase].includes(after.phase), `${before.phase} → ${after.phase} is illegal`);
  insist((after.record !== null) === isSignedIn, 'tokens are held exactly while signed in');
  insist((after.reason !== null) === (after.phase === 'ended'), 'an end has a reason');
  insist(after.epoch >= before.epoch, 'sign-ins are never forgotten');

  if (wasSignedIn && !isSignedIn) insist(isEnd(event, before), `${event.type} ended a session`);
  if (wasSignedIn && isEnd(event, before)) insist(!isSignedIn, `${event.type} did not end the session`);

  const wasOther =
    before.record !== null &&
    after.record !== null &&
    before.record.consumer.consumerId !== after.record.consumer.consumerId;
  const isAborted = effects.some((effect) => effect.do === 'abort' && effect.code === 'session_replaced');
  insist(isAborted === wasOther, 'calls are aborted exactly when the consumer is another');
  if (before.record !== null && after.record !== null && event.type !== 'signedIn') {
    insist(after.record.epoch >= before.record.epoch, 'an older session came back');
    const isSame = after.record.id === before.record.id;
    insist(!isSame || after.record.generation >= before.record.generation, 'older tokens came back');
  }
  for (const effect of effects) {
    if (effect.do === 'post') insist(!secret.test(JSON.stringify(effect.message)), 'a token was broadcast');
    if (effect.do === 'bury') insist(!secret.test(JSON.stringify(effect.record)), 'a token was buried');
  }
  if (event.type !== 'refreshed' || before.phase === 'destroyed') return;
  if (after.record?.accessToken === event.record.accessToken) return;
  const isOwn = before.record?.consumer.consumerId === event.record.consumer.consumerId;
  const isRevoked = effects.some((effect) => effect.do === 'revoke');
  insist(isRevoked === !isOwn, 'a late pair is revoked exactly where its consumer is gone');
}

describe('C1: the machine', () => {
  test('makes no illegal step in 10,000 random lives', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        (events, isDestroyed) => {
          let model = initialModel;
          const all = isDestroyed ? [...events, { type: 'destroy' } as const, ...events] : events;
          for (const event of all) {
            const { model: next, effects } = transition(model, event);
            check(model, event, next, effects);
            model = next;
          }
          if (isDestroyed) expect(model.phase).toBe('destroyed');
        },
      ),
      { numRuns: 10_000 },
    );
  });

  test('does not change what it is given', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 20 }), (events) => {
        let model: Model = Object.freeze({ ...initialModel });
        for (const event of events) model = Object.freeze(transition(model, Object.freeze(event)).model);
      }),
      { numRuns: 500 },
    );
  });

  test('reaches every phase', () => {
    const reached = new Set<Phase>();
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        let model = initialModel;
        for (const event of events) reached.add((model = transition(model, event).model).phase);
      }),
      { numRuns: 300 },
    );
    reached.add('destroyed'); // seen in the first test
    expect([...reached].sort()).toEqual(Object.keys(transitions).sort());
  });
});

describe('what counts as newer', () => {
  test.each<[string, Partial<LiveRecord>, Partial<LiveRecord>, boolean]>([
    ['a later sign-in', { epoch: 2, id: 'b', generation: 0 }, { epoch: 1, id: 'a', generation: 9 }, true],
    ['an earlier sign-in', { epoch: 1, id: 'a', generation: 9 }, { epoch: 2, id: 'b', generation: 0 }, false],
    ['the next pair', { epoch: 1, id: 'a', generation: 2 }, { epoch: 1, id: 'a', generation: 1 }, true],
    ['the same pair', { epoch: 1, id: 'a', generation: 1 }, { epoch: 1, id: 'a', generation: 1 }, false],
  ])('%s', (_name, candidate, known, expected) => {
    expect(isNewer(candidate as TokenRecord as LiveRecord, known as TokenRecord as LiveRecord)).toBe(
      expected,
    );
  });
});
