import { describe, expect, it } from 'vitest';
import type { DrawEngine } from '../src/mechanisms/draw-engine.js';
import { enterAll, having, setUpDraw } from './support/set-up-draw.js';

describe('a draw that goes on selecting', () => {
  const going = { continueSelecting: true };

  it('keeps the others waiting until as many as may have bought', () => {
    const { engine } = setUpDraw(going);
    enterAll(engine, 'abcdef');
    engine.advance(100);
    expect(engine.lifecycle).toBe('settling');
    expect(having(engine, 'entered')).toHaveLength(4);

    const [first = '', second = ''] = having(engine, 'won');
    engine.complete({ consumerId: first, now: 110 });
    expect(engine.lifecycle).toBe('settling');
    const { changes } = engine.complete({ consumerId: second, now: 120 });

    expect(changes.map(({ type }) => type)).toEqual([
      'completed',
      'lost',
      'lost',
      'lost',
      'lost',
      'finished',
    ]);
    expect(changes.at(-1)).toMatchObject({ entrants: 6, winners: 2 });
    expect(engine.lifecycle).toBe('closed');
  });

  it.each([
    [
      'is denied',
      (engine: DrawEngine, consumerId: string) => engine.deny({ consumerId, now: 110, reason: 'FRAUD' }),
    ],
    [
      'cancels the order',
      (engine: DrawEngine, consumerId: string) => engine.cancel({ consumerId, now: 110 }),
    ],
  ])('replaces a winner who %s, at once', (_, end) => {
    const { engine } = setUpDraw(going);
    enterAll(engine, 'abcdef');
    engine.advance(100);
    const gone = having(engine, 'won')[0] ?? '';

    const { changes } = end(engine, gone);

    expect(changes.map(({ type }) => type)).toEqual(['denied', 'won']);
    expect(changes.at(-1)).toMatchObject({ at: 110, winnerPosition: 3, expiresAt: 1_110 });
    expect(having(engine, 'won')).toHaveLength(2);
    expect(having(engine, 'won')).not.toContain(gone);
  });

  it('replaces winners who do not buy in time, until nobody is left', () => {
    const { engine } = setUpDraw(going);
    enterAll(engine, 'abcde');
    const changes = engine.advance(10_000);

    expect(changes.filter(({ type }) => type === 'won').map(({ at }) => at)).toEqual([
      100, 100, 1_100, 1_100, 2_100,
    ]);
    expect(changes.filter(({ type }) => type === 'finished')).toEqual([
      { type: 'finished', at: 2_100, entrants: 5, winners: 5 },
    ]);
    expect(having(engine, 'denied')).toHaveLength(5);
  });

  it('draws further winners where the merchant raises their number', () => {
    const { engine, rules } = setUpDraw(going);
    enterAll(engine, 'abcdef');
    engine.advance(100);
    rules.winnerCount = 3;

    expect(engine.nextChangeAt()).toBe(100);
    expect(engine.advance(105).map(({ type }) => type)).toEqual(['won']);
  });
});

describe('two consumers who turn out to be one', () => {
  it('keep one entry', () => {
    const { engine } = setUpDraw({ winnerCount: 1 });
    enterAll(engine, 'ab');

    expect(engine.move({ from: 'a', to: 'b' })).toBe('from');
    expect(engine.move({ from: 'nobody', to: 'b' })).toBe('none');
    expect(engine.advance(100).at(-1)).toEqual({ type: 'finished', at: 100, entrants: 1, winners: 1 });
    expect(engine.place('b')).toMatchObject({ status: 'won' });
    expect(engine.place('a')).toBeUndefined();
  });

  it('keep the rank of an entry that may still win', () => {
    const { engine } = setUpDraw({ continueSelecting: true });
    enterAll(engine, 'abcdef');
    engine.advance(100);
    const waiting = having(engine, 'entered')[0] ?? '';
    engine.move({ from: waiting, to: 'x' });
    engine.advance(10_000);

    expect(engine.place('x')).toMatchObject({ status: 'denied', reason: 'ADMISSION_EXPIRED' });
  });

  it('keep a win rather than an entry, and the denial by a merchant rather than an entry', () => {
    const { engine } = setUpDraw({ continueSelecting: true });
    enterAll(engine, 'abcdef');
    engine.advance(100);
    const [won, [banned = '', other = '', third = '']] = [
      having(engine, 'won')[0] ?? '',
      having(engine, 'entered'),
    ];
    engine.deny({ consumerId: banned, now: 101, reason: 'FRAUD' });

    expect(engine.move({ from: other, to: won })).toBe('to');
    expect(engine.place(won)).toMatchObject({ status: 'won' });
    expect(engine.move({ from: third, to: banned })).toBe('to');
    expect(engine.place(banned)).toMatchObject({ status: 'denied', reason: 'FRAUD' });
  });
});
