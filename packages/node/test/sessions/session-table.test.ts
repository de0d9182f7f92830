import { describe, expect, it } from 'vitest';
import type { SessionRow } from '../../src/sessions/session-store.js';
import { createSessionTable } from '../../src/sessions/session-table.js';

const row = (owner: string): SessionRow => ({ revision: '1', owner, record: 'fsr1.k.1' });

describe('B8: sessions in memory', () => {
  it('are found by their owner, those that are still good', () => {
    const table = createSessionTable();
    table.put('a', row('ada'), 100);
    table.put('b', row('bob'), 100);
    table.put('c', row('ada'), 200);

    expect(table.keysOf('ada', 0)).toEqual(['a', 'c']);
    expect(table.keysOf('ada', 100)).toEqual(['c']);
    expect(table.keysOf('eve', 0)).toEqual([]);
  });

  it('are found by their present owner alone', () => {
    const table = createSessionTable();
    table.put('a', row('ada'), 100);
    table.put('a', row('bob'), 100);

    expect([table.keysOf('ada', 0), table.keysOf('bob', 0)]).toEqual([[], ['a']]);
    expect(table.size()).toEqual({ sessions: 1, owners: 1 });
  });

  it('stay listed once, however often they are written', () => {
    const table = createSessionTable();
    for (let time = 1; time <= 1_000; time += 1) table.put('a', row('ada'), time);

    expect(table.keysOf('ada', 999)).toEqual(['a']);
    expect(table.size()).toEqual({ sessions: 1, owners: 1 });
  });

  it('C4: leave nothing of their owners behind, whether they were removed, looked up too late, or swept', () => {
    const table = createSessionTable();
    for (let index = 0; index < 3_000; index += 1) table.put(`key_${index}`, row(`own_${index >> 1}`), 100);
    expect(table.size()).toEqual({ sessions: 3_000, owners: 1_500 });

    for (let index = 0; index < 1_000; index += 1) table.remove(`key_${index}`);
    expect(table.size()).toEqual({ sessions: 2_000, owners: 1_000 });
    for (let owner = 500; owner < 1_000; owner += 1) expect(table.keysOf(`own_${owner}`, 100)).toEqual([]);
    expect(table.size()).toEqual({ sessions: 1_000, owners: 500 });
    table.put('kept', row('own_1400'), 200);
    table.sweep(100);
    expect(table.size()).toEqual({ sessions: 1, owners: 1 });
    expect(table.keysOf('own_1400', 100)).toEqual(['kept']);
  });
});
