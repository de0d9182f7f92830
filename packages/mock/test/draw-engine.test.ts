import { describe, expect, it } from 'vitest';
import { createDrawEngine } from '../src/mechanisms/draw-engine.js';
import { enterAll, having, plainDraw, setUpDraw } from './support/set-up-draw.js';

describe('the life of a draw', () => {
  it('opens, closes, draws and is closed', () => {
    const { engine } = setUpDraw();
    const seen = [5, 10, 49, 50, 99, 100].map((now) => {
      engine.advance(now);
      return engine.lifecycle;
    });

    expect(seen).toEqual(['scheduled', 'open', 'open', 'settling', 'settling', 'closed']);
    expect(engine.nextChangeAt()).toBeNull();
  });

  it('tells when something happens next', () => {
    const { engine } = setUpDraw();
    const next: (number | null)[] = [engine.nextChangeAt()];
    enterAll(engine, 'a');
    for (const now of [20, 50, 100]) {
      engine.advance(now);
      next.push(engine.nextChangeAt());
    }

    expect(next).toEqual([10, 50, 100, 1_100]);
  });

  it('takes entries until the winners are drawn where it has no time to close', () => {
    const { engine } = setUpDraw({ closesAt: null });

    expect(engine.enter({ consumerId: 'a', now: 99 }).refusal).toBeUndefined();
    expect(engine.enter({ consumerId: 'b', now: 100 }).refusal).toEqual({ refused: 'closed' });
    expect(engine.place('a')).toMatchObject({ status: 'won', wonAt: 100, expiresAt: 1_100 });
  });

  it('is over from the start where its moment has passed', () => {
    const rules = { ...plainDraw, drawsAt: 100 };
    const engine = createDrawEngine({ rules: () => rules, now: 100, random: () => 0, weightOf: () => 1 });

    expect(engine.lifecycle).toBe('closed');
    expect(engine.advance(1_000)).toEqual([]);
  });

  it('draws later or earlier where the moment is moved, and never before what already happened', () => {
    const { engine, rules } = setUpDraw();
    enterAll(engine, 'a');
    engine.advance(60);
    rules.drawsAt = 500;
    expect(engine.advance(200)).toEqual([]);
    rules.drawsAt = 150;

    expect(engine.nextChangeAt()).toBe(200);
    expect(engine.advance(210).map(({ type, at }) => [type, at])).toEqual([
      ['won', 200],
      ['finished', 200],
    ]);
  });
});

describe('entering and leaving', () => {
  it('is refused before and after, with the time at which the draw opens', () => {
    const { engine } = setUpDraw();

    expect(engine.enter({ consumerId: 'a', now: 9 }).refusal).toEqual({ refused: 'not_open', retryAt: 10 });
    expect(engine.enter({ consumerId: 'a', now: 50 }).refusal).toEqual({ refused: 'closed' });
    expect(engine.place('a')).toBeUndefined();
  });

  it('counts one entry, however often somebody enters', () => {
    const { engine } = setUpDraw();

    const first = engine.enter({ consumerId: 'a', now: 20 });
    const second = engine.enter({ consumerId: 'a', now: 30 });

    expect(first.changes.at(-1)).toEqual({ type: 'entered', at: 20, consumerId: 'a', entrantNumber: 1 });
    expect(second).toEqual({ changes: [] });
    expect(engine.place('a')).toEqual({ status: 'entered', enteredAt: 20 });
  });

  it('is refused while the draw is full, and possible again when somebody left', () => {
    const { engine } = setUpDraw({ capacity: 1 });
    enterAll(engine, 'a');

    expect(engine.enter({ consumerId: 'b', now: 21 }).refusal).toEqual({ refused: 'full' });
    engine.leave({ consumerId: 'a', now: 22 });
    expect(engine.enter({ consumerId: 'b', now: 23 }).refusal).toBeUndefined();
    expect(engine.enter({ consumerId: 'a', now: 24 }).refusal).toEqual({ refused: 'full' });
  });

  it('lets whoever left enter anew, and win', () => {
    const { engine } = setUpDraw();
    enterAll(engine, 'a');
    engine.leave({ consumerId: 'a', now: 21 });
    enterAll(engine, 'a', 22);
    engine.advance(100);

    expect(engine.place('a')).toMatchObject({ status: 'won', enteredAt: 22 });
  });

  it('lets an entry be taken back until it wins', () => {
    const { engine } = setUpDraw();
    enterAll(engine, 'ab');
    engine.leave({ consumerId: 'a', now: 60 });
    engine.advance(100);

    expect(engine.place('a')).toEqual({ status: 'left', enteredAt: 20, leftAt: 60 });
    expect(engine.leave({ consumerId: 'b', now: 101 })).toEqual({ changes: [], refusal: { refused: 'won' } });
  });

  it('changes nothing for whoever never entered', () => {
    const { engine } = setUpDraw();

    expect(engine.leave({ consumerId: 'a', now: 20 }).refusal).toBeUndefined();
    expect(engine.place('a')).toBeUndefined();
  });
});

describe('the draw', () => {
  it('chooses as many winners as there are to win, and tells the others that they lost', () => {
    const { engine } = setUpDraw();
    enterAll(engine, 'abcdef');
    const changes = engine.advance(100);

    expect(changes.map(({ type }) => type)).toEqual([
      'closed',
      'won',
      'won',
      'lost',
      'lost',
      'lost',
      'lost',
      'finished',
    ]);
    expect(changes.at(-1)).toEqual({ type: 'finished', at: 100, entrants: 6, winners: 2 });
    expect(engine.place(having(engine, 'denied')[0] ?? '')).toEqual({
      status: 'denied',
      enteredAt: 20,
      deniedAt: 100,
      reason: 'NOT_SELECTED',
    });
  });

  it('chooses the same winners for the same seed', () => {
    const winners = (seed: number): string => {
      const { engine } = setUpDraw({}, seed);
      enterAll(engine, 'abcdef');
      engine.advance(100);
      return having(engine, 'won').join('');
    };

    expect(winners(7)).toBe(winners(7));
    expect(new Set(Array.from({ length: 40 }, (_, seed) => winners(seed))).size).toBeGreaterThan(5);
  });

  it('gives every entrant the same chance, whenever they entered', () => {
    const wins = new Map([...'abcdef'].map((id) => [id, 0]));
    const seeds = 3_000;
    for (let seed = 0; seed < seeds; seed += 1) {
      const { engine } = setUpDraw({}, seed);
      [...'abcdef'].forEach((consumerId, index) => engine.enter({ consumerId, now: 20 + index }));
      engine.advance(100);
      for (const id of having(engine, 'won')) wins.set(id, (wins.get(id) ?? 0) + 1);
    }

    const expected = (seeds * 2) / 6;
    const chiSquare = [...wins.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(25.7); // 5 degrees of freedom: 99.99 % of fair draws
  });

  it('does not replace a winner who does not buy in time', () => {
    const { engine } = setUpDraw();
    enterAll(engine, 'abcdef');
    engine.advance(100);

    expect(engine.advance(5_000).map(({ type }) => type)).toEqual(['denied', 'denied']);
    expect(having(engine, 'won')).toEqual([]);
  });

  it('ends without winners where it is called off before', () => {
    const { engine, rules } = setUpDraw();
    enterAll(engine, 'ab');
    rules.endsAt = 30;

    expect(engine.advance(100)).toEqual([
      { type: 'closed', at: 30, participants: 2 },
      { type: 'lost', at: 30, consumerId: 'a', reason: 'DRAW_CLOSED' },
      { type: 'lost', at: 30, consumerId: 'b', reason: 'DRAW_CLOSED' },
      { type: 'finished', at: 30, entrants: 2, winners: 0 },
    ]);
    expect(engine.lifecycle).toBe('closed');
  });
});

describe('what others do to a part', () => {
  it('is refused where there is none, or where it is over', () => {
    const { engine } = setUpDraw();
    enterAll(engine, 'a');
    engine.leave({ consumerId: 'a', now: 21 });

    expect(engine.deny({ consumerId: 'z', now: 22, reason: 'FRAUD' }).refusal).toEqual({
      refused: 'not_in_draw',
    });
    expect(engine.deny({ consumerId: 'a', now: 22, reason: 'FRAUD' }).refusal).toEqual({ refused: 'ended' });
    expect(engine.complete({ consumerId: 'a', now: 22 }).refusal).toEqual({ refused: 'ended' });
  });

  it('changes nothing the second time', () => {
    const { engine } = setUpDraw();
    enterAll(engine, 'ab');
    engine.deny({ consumerId: 'a', now: 22, reason: 'FRAUD' });
    engine.advance(100);
    engine.complete({ consumerId: 'b', now: 110 });

    expect(engine.deny({ consumerId: 'a', now: 120, reason: 'AGAIN' })).toEqual({ changes: [] });
    expect(engine.complete({ consumerId: 'b', now: 120 })).toEqual({ changes: [] });
    expect(engine.place('a')).toMatchObject({ reason: 'FRAUD', deniedAt: 22 });
    expect(engine.place('b')).toMatchObject({ completedAt: 110 });
  });
});
