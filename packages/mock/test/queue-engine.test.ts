import { describe, expect, it } from 'vitest';
import type { QueueChange } from '../src/mechanisms/queue-change.js';
import { createQueueEngine, type QueueEngine } from '../src/mechanisms/queue-engine.js';
import type { QueueRules } from '../src/mechanisms/queue-rules.js';

const always: QueueRules = {
  admitRate: 6,
  capacity: null,
  maxAdmissions: null,
  admissionExpirationMs: null,
  opensAt: null,
  closesAt: null,
};

function queue(rules: Partial<QueueRules> = {}): QueueEngine {
  return createQueueEngine({ rules: () => ({ ...always, ...rules }), now: 0 });
}

function admitted(changes: readonly QueueChange[]): [string, number][] {
  return changes.flatMap((change) =>
    change.type === 'admitted' ? [[change.consumerId, change.at] as [string, number]] : [],
  );
}

describe('queue engine', () => {
  it('admits one consumer per interval, first come, first served', () => {
    const engine = queue();
    for (const consumerId of ['ann', 'bob', 'cid']) engine.enter({ consumerId, now: 0 });

    expect(engine.waiting()).toEqual(['ann', 'bob', 'cid']);
    expect(admitted(engine.advance(9_999))).toEqual([]);
    expect(admitted(engine.advance(10_000))).toEqual([['ann', 10_000]]);
    expect(engine.position('bob')).toBe(1);
    expect(admitted(engine.advance(60_000))).toEqual([
      ['bob', 20_000],
      ['cid', 30_000],
    ]);
    expect(engine.nextChangeAt()).toBeNull();
  });

  it('does not save up admissions while nobody waits', () => {
    const engine = queue();
    engine.advance(3_600_000);
    for (const consumerId of ['ann', 'bob']) engine.enter({ consumerId, now: 3_600_000 });

    expect(admitted(engine.advance(3_610_000))).toEqual([['ann', 3_610_000]]);
  });

  it('keeps the interval to the last admission when the line empties and forms again', () => {
    const engine = queue();
    engine.enter({ consumerId: 'ann', now: 0 });
    engine.advance(10_000);
    engine.enter({ consumerId: 'bob', now: 10_001 });

    expect(admitted(engine.advance(20_000))).toEqual([]);
    expect(admitted(engine.advance(20_001))).toEqual([['bob', 20_001]]);
  });

  it('keeps the place of a consumer who enters again', () => {
    const engine = queue();
    engine.enter({ consumerId: 'ann', now: 0 });
    engine.enter({ consumerId: 'bob', now: 1 });

    expect(engine.enter({ consumerId: 'ann', now: 2 })).toEqual({ changes: [] });
    expect(engine.position('ann')).toBe(1);
  });

  it('gives a consumer who left a new place at the end', () => {
    const engine = queue();
    for (const consumerId of ['ann', 'bob']) engine.enter({ consumerId, now: 0 });

    expect(engine.leave({ consumerId: 'ann', now: 1 }).changes).toEqual([
      { type: 'left', at: 1, consumerId: 'ann', position: 1 },
    ]);
    expect(engine.leave({ consumerId: 'ann', now: 2 }).changes).toEqual([]);
    engine.enter({ consumerId: 'ann', now: 3 });
    expect(engine.waiting()).toEqual(['bob', 'ann']);
  });

  it('never admits more than maxAdmissions, not even by hand', () => {
    const engine = queue({ maxAdmissions: 1 });
    for (const consumerId of ['ann', 'bob']) engine.enter({ consumerId, now: 0 });

    expect(admitted(engine.advance(600_000))).toEqual([['ann', 10_000]]);
    expect(engine.admit({ consumerId: 'bob', now: 600_000 }).refusal).toEqual({ refused: 'exhausted' });
    expect(engine.position('bob')).toBe(1);
  });

  it('refuses more than the capacity and says when somebody moves up', () => {
    const engine = queue({ capacity: 2 });
    for (const consumerId of ['ann', 'bob']) engine.enter({ consumerId, now: 0 });

    expect(engine.enter({ consumerId: 'cid', now: 500 }).refusal).toEqual({
      refused: 'full',
      retryAt: 10_000,
    });
    expect(engine.enter({ consumerId: 'cid', now: 10_000 }).refusal).toBeUndefined();
  });

  it('refuses before it opens, announces opening and closing, and denies who still waits', () => {
    const engine = queue({ opensAt: 1_000, closesAt: 20_000 });

    expect(engine.enter({ consumerId: 'ann', now: 999 }).refusal).toEqual({
      refused: 'not_open',
      retryAt: 1_000,
    });
    expect(engine.enter({ consumerId: 'ann', now: 1_000 }).changes[0]).toEqual({ type: 'opened', at: 1_000 });
    engine.enter({ consumerId: 'bob', now: 1_000 });
    const changes = engine.advance(60_000);
    expect(changes.map(({ type, at }) => [type, at])).toEqual([
      ['admitted', 11_000],
      ['denied', 20_000],
      ['closed', 20_000],
    ]);
    expect(changes[1]).toMatchObject({ consumerId: 'bob', reason: 'QUEUE_CLOSED' });
    expect(changes[2]).toMatchObject({ participants: 2 });
    expect(engine.place('ann')?.status).toBe('granted');
    expect(engine.enter({ consumerId: 'cid', now: 60_000 }).refusal).toEqual({ refused: 'closed' });
  });

  it('is closed at closesAt: an admission due at that moment does not happen', () => {
    const engine = queue({ closesAt: 10_000 });
    engine.enter({ consumerId: 'ann', now: 0 });

    expect(engine.advance(10_000).map(({ type }) => type)).toEqual(['denied', 'closed']);
  });

  it('ends an admission that expired, and lets the consumer enter again at the end', () => {
    const engine = queue({ admissionExpirationMs: 30_000 });
    engine.enter({ consumerId: 'ann', now: 0 });

    expect(engine.advance(39_999)).toMatchObject([{ type: 'admitted', at: 10_000, expiresAt: 40_000 }]);
    expect(engine.advance(40_000)).toEqual([
      { type: 'denied', at: 40_000, consumerId: 'ann', reason: 'ADMISSION_EXPIRED' },
    ]);
    expect(engine.enter({ consumerId: 'ann', now: 40_001 }).changes).toMatchObject([{ type: 'entered' }]);
  });

  it('does not let a consumer back in who was denied for good', () => {
    const engine = queue();
    engine.enter({ consumerId: 'ann', now: 0 });
    engine.deny({ consumerId: 'ann', now: 1, reason: 'BOT_DETECTED' });

    expect(engine.enter({ consumerId: 'ann', now: 2 })).toEqual({ changes: [] });
    expect(engine.place('ann')).toMatchObject({ status: 'denied', reason: 'BOT_DETECTED' });
    expect(engine.waiting()).toEqual([]);
  });

  it.each([
    ['admit', 'unknown', 'not_in_queue'],
    ['deny', 'unknown', 'not_in_queue'],
    ['complete', 'unknown', 'not_in_queue'],
    ['complete', 'queued', 'ended'],
    ['admit', 'completed', 'ended'],
    ['deny', 'completed', 'ended'],
    ['admit', 'left', 'ended'],
    ['deny', 'left', 'ended'],
    ['complete', 'left', 'ended'],
    ['complete', 'denied', 'ended'],
    ['admit', 'denied', 'ended'],
  ] as const)('refuses to %s a consumer who is %s', (command, standing, refused) => {
    const engine = queue();
    const ann = { consumerId: 'ann', now: 0 };
    if (standing !== 'unknown') engine.enter(ann);
    if (standing === 'completed') {
      engine.admit(ann);
      engine.complete(ann);
    }
    if (standing === 'left') engine.leave(ann);
    if (standing === 'denied') engine.deny({ ...ann, reason: 'BOT_DETECTED' });

    expect(engine[command]({ ...ann, reason: 'BOT_DETECTED' })).toEqual({
      changes: [],
      refusal: { refused },
    });
  });

  it('repeats the merchant’s commands without a second effect', () => {
    const engine = queue();
    const ann = { consumerId: 'ann', now: 0 };
    engine.enter(ann);

    expect(engine.admit(ann).changes).toHaveLength(1);
    expect(engine.admit(ann)).toEqual({ changes: [] });
    expect(engine.complete(ann).changes).toHaveLength(1);
    expect(engine.complete(ann)).toEqual({ changes: [] });
  });

  it('counts changed rules from the next admission on, without a burst', () => {
    let rules: QueueRules = { ...always, maxAdmissions: 1 };
    const engine = createQueueEngine({ rules: () => rules, now: 0 });
    for (const consumerId of ['ann', 'bob', 'cid']) engine.enter({ consumerId, now: 0 });
    engine.advance(600_000);
    rules = { ...always, maxAdmissions: null, admitRate: 60 };

    expect(admitted(engine.advance(600_500))).toEqual([['bob', 600_000]]);
    expect(admitted(engine.advance(601_000))).toEqual([['cid', 601_000]]);
  });

  it('dates a closing that was moved into the past to when it was seen', () => {
    let rules = always;
    const engine = createQueueEngine({ rules: () => rules, now: 0 });
    engine.enter({ consumerId: 'ann', now: 0 });
    engine.advance(15_000);
    rules = { ...always, closesAt: 5_000 };

    expect(engine.advance(16_000)).toEqual([{ type: 'closed', at: 15_000, participants: 1 }]);
  });
});

describe('two consumers who turn out to be one', () => {
  it('hands on the place in line when only the guest has one', () => {
    const engine = queue();
    for (const consumerId of ['guest', 'bob']) engine.enter({ consumerId, now: 0 });

    expect(engine.move({ from: 'guest', to: 'ann' })).toBe('from');
    expect(engine.waiting()).toEqual(['ann', 'bob']);
    expect(engine.place('guest')).toBeUndefined();
  });

  it.each([
    [['guest', 'bob', 'ann'], 'from', ['ann', 'bob']],
    [['ann', 'bob', 'guest'], 'to', ['ann', 'bob']],
  ] as const)('keeps the better of two places: %j', (order, kept, line) => {
    const engine = queue();
    for (const consumerId of order) engine.enter({ consumerId, now: 0 });

    expect(engine.move({ from: 'guest', to: 'ann' })).toBe(kept);
    expect(engine.waiting()).toEqual(line);
  });

  it('keeps an admission over a place in line, with its end', () => {
    const engine = queue({ admissionExpirationMs: 30_000 });
    for (const consumerId of ['guest', 'ann']) engine.enter({ consumerId, now: 0 });
    engine.advance(10_000);

    expect(engine.move({ from: 'guest', to: 'ann' })).toBe('from');
    expect(engine.place('ann')).toMatchObject({ status: 'granted', expiresAt: 40_000 });
    expect(engine.waiting()).toEqual([]);
    expect(engine.advance(40_000)).toMatchObject([{ type: 'denied', consumerId: 'ann' }]);
  });

  it('does not wash off a denial', () => {
    const engine = queue();
    for (const consumerId of ['guest', 'ann']) engine.enter({ consumerId, now: 0 });
    engine.deny({ consumerId: 'ann', now: 1, reason: 'BOT_DETECTED' });

    expect(engine.move({ from: 'guest', to: 'ann' })).toBe('to');
    expect(engine.waiting()).toEqual([]);
  });

  it('is nothing when the guest never took part', () => {
    expect(queue().move({ from: 'guest', to: 'ann' })).toBe('none');
  });
});
