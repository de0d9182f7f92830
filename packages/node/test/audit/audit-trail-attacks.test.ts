import { describe, expect, it, vi } from 'vitest';
import {
  createAuditTrail,
  verifyAuditChain,
  type AuditEntry,
  type AuditFacts,
  type AuditRecord,
  type AuditSink,
  type AuditTrailOptions,
} from '@fanfare/node/audit';
import { manualClock } from '../support/manual-clock.js';

const tenant = { organizationId: 'org_aurora', mode: 'test' } as unknown as AuditTrailOptions['tenant']; // branded only
const facts = (callId: string): AuditFacts => ({
  action: 'admin.queues.update',
  outcome: 'attempted',
  callId,
  target: {},
});
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A sink that takes a turn of the loop for each record, and fails when told to. */
function slowSink() {
  const records: AuditRecord[] = [];
  const state: { mode: 'works' | 'fails' } = { mode: 'works' };
  const sink: AuditSink = {
    async write(record) {
      await turn();
      if (state.mode === 'fails') throw new Error('the disk is full');
      records.push(record);
    },
  };
  return { records, state, sink };
}

/** A sink that never answers the first of its calls that `hangs` names, and works ever after. */
function stuckOnce(hangs: 'write' | 'last') {
  const records: AuditRecord[] = [];
  let isStuck = true;
  let tellStuck: () => void = () => undefined;
  const whenStuck = new Promise<void>((resolve) => {
    tellStuck = resolve;
  });
  const stuck = (): Promise<never> => {
    isStuck = false;
    tellStuck();
    return new Promise(() => undefined);
  };
  const sink: AuditSink = {
    write: async (record) => {
      if (hangs === 'write' && isStuck) return stuck();
      records.push(record);
    },
    last: async () => (hangs === 'last' && isStuck ? stuck() : undefined),
  };
  return { sink, records, whenStuck };
}

const verify = (records: readonly AuditRecord[], anchor: Parameters<typeof verifyAuditChain>[1]['anchor']) =>
  verifyAuditChain(records as unknown as AuditEntry[], { anchor }); // the same chain, other facts

describe('J10: a log of one’s own under attack', () => {
  it('lets no privileged call pass unwritten, however many come at once', async () => {
    const { sink, records } = slowSink();
    const slower: AuditSink = {
      async write(record, options) {
        if (record.seq === 1) for (let turns = 0; turns < 200; turns += 1) await turn(); // until all others are there
        return sink.write(record, options);
      },
    };
    const trail = createAuditTrail({ sink: slower, tenant, maxSpooled: 2 });

    const calls = Array.from({ length: 20 }, (_, n) => trail.require(facts(`c${n}`)).then(() => `c${n}`));
    const passed = await Promise.all(calls);

    const written = records.map(({ callId }) => callId);
    expect(passed.filter((callId) => !written.includes(callId))).toEqual([]);
    expect(records.map(({ action }) => action)).not.toContain('audit.gap');
    expect(await verify(records, await trail.anchor())).toMatchObject({ valid: true, count: 20 });
  });

  it('takes a privileged call at once when the sink works again, also when nothing more had room', async () => {
    const { sink, records, state } = slowSink();
    const trail = createAuditTrail({ sink, tenant, maxSpooled: 3 });
    state.mode = 'fails';
    for (let n = 0; n < 9; n += 1) trail.spool(facts(`spooled${n}`));
    await trail.flush();
    state.mode = 'works';

    await trail.require(facts('after'));

    expect(records.map(({ callId }) => callId)).toEqual(['spooled0', 'spooled1', 'spooled2', '', 'after']);
    expect(records[3]).toMatchObject({ action: 'audit.gap', count: 6 });
  });

  it('passes as soon as its own record is written, whatever comes behind it', async () => {
    const { records } = slowSink();
    const endless: AuditSink = {
      async write(record) {
        records.push(record);
        trail.spool(facts('more'));
        await turn();
        if (records.length > 500) throw new Error('enough');
      },
    };
    const trail = createAuditTrail({ sink: endless, tenant });

    await trail.require(facts('mine'));

    expect(records.length).toBeLessThan(10);
  });

  it('keeps what comes while the sink cannot yet tell where its chain ends', async () => {
    const { sink, records } = slowSink();
    let asked = 0;
    const last = async () => {
      asked += 1;
      if (asked < 4) throw new Error('no connection');
      return { seq: 41, hash: 'a'.repeat(64) };
    };
    const trail = createAuditTrail({ sink: { ...sink, last }, tenant });
    for (const callId of ['one', 'two']) {
      trail.spool(facts(callId));
      await trail.flush();
    }
    while ((await trail.flush()) > 0) await turn();

    expect(records.map(({ seq, callId }) => [seq, callId])).toEqual([
      [42, 'one'],
      [43, 'two'],
    ]);
  });

  it.each([{ seq: 'x', hash: 'a' }, { seq: 1.5, hash: 'a' }, { seq: 1 }, 'text', null])(
    'is down where the sink tells nonsense of its last record: %j',
    async (nonsense) => {
      const { sink, records } = slowSink();
      const last = async () => nonsense as never; // wrong on purpose
      const trail = createAuditTrail({ sink: { ...sink, last }, tenant });

      await expect(trail.require(facts('c'))).rejects.toMatchObject({ code: 'audit_unavailable' });
      expect(records).toEqual([]);
    },
  );

  it('keeps no more than it may while the sink tells nothing at all, and says so once', async () => {
    const { sink, records } = slowSink();
    const down = vi.fn();
    let answer: (last: undefined) => void = () => undefined;
    const last = () =>
      new Promise<undefined>((resolve) => {
        answer = resolve;
      });
    const trail = createAuditTrail({ sink: { ...sink, last }, tenant, maxSpooled: 5, onSinkDown: down });
    for (let n = 0; n < 50; n += 1) trail.spool(facts(`c${n}`));
    await turn();
    expect(down).toHaveBeenCalledTimes(1);

    answer(undefined);
    expect(await trail.flush()).toBe(0);

    expect(records.map(({ callId }) => callId)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', '']);
    expect(records.at(-1)).toMatchObject({ action: 'audit.gap', count: 45, seq: 6 });
  });

  it('tells of a sink that hangs', async () => {
    const { sink, whenStuck } = stuckOnce('write');
    const down = vi.fn();
    const clock = manualClock(0);
    const trail = createAuditTrail({ sink, tenant, clock, timeoutMs: 100, onSinkDown: down });

    const refused = expect(trail.require(facts('c'))).rejects.toMatchObject({ code: 'audit_unavailable' });
    await whenStuck;
    await clock.advance(100);
    await refused;

    expect(down).toHaveBeenCalledTimes(1);
    expect(clock.pending()).toBe(0);
  });

  it.each(['write', 'last'] as const)(
    'is not held up for good by a %s that never settles: what waits follows in its order',
    async (hangs) => {
      const { sink, records, whenStuck } = stuckOnce(hangs);
      const clock = manualClock(0);
      const trail = createAuditTrail({ sink, tenant, clock, timeoutMs: 100 });
      const refused = expect(trail.require(facts('refused'))).rejects.toMatchObject({
        code: 'audit_unavailable',
      });
      trail.spool(facts('spooled'));
      await whenStuck;
      await clock.advance(100);
      await refused;

      await trail.require(facts('after'));

      expect(records.map(({ callId }) => callId)).toEqual(['refused', 'spooled', 'after']);
      expect(await verify(records, await trail.anchor())).toMatchObject({ valid: true, count: 3 });
      expect(clock.pending()).toBe(0);
    },
  );

  it('ends a flush, and tells of it once, while no write ever settles', async () => {
    let started = 0;
    const sink: AuditSink = {
      write() {
        started += 1;
        return new Promise(() => undefined);
      },
    };
    const down = vi.fn<(error: unknown) => void>();
    const clock = manualClock(0);
    const trail = createAuditTrail({ sink, tenant, clock, timeoutMs: 100, onSinkDown: down });
    trail.spool(facts('one'));
    trail.spool(facts('two'));

    for (const time of [1, 2]) {
      const flushed = trail.flush();
      while (started < time) await turn();
      await clock.advance(100);
      expect(await flushed).toBe(2);
    }

    expect(down).toHaveBeenCalledTimes(1);
    expect(down.mock.calls[0]?.[0]).toMatchObject({ code: 'timeout', retryable: true });
  });

  it('tells a write that is waited for no longer to stop, and counts it as none when it ends after all', async () => {
    const records: AuditRecord[] = [];
    const signals: AbortSignal[] = [];
    let finish: () => void = () => undefined;
    const late: AuditSink = {
      write(record, { signal }) {
        signals.push(signal);
        records.push(record);
        if (signals.length > 1) return Promise.resolve();
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    };
    const clock = manualClock(0);
    const trail = createAuditTrail({ sink: late, tenant, clock, timeoutMs: 100 });
    trail.spool(facts('one'));
    while (signals.length === 0) await turn();
    expect(signals[0]?.aborted).toBe(false);
    await clock.advance(100);
    expect(signals[0]?.aborted).toBe(true);

    await trail.require(facts('two'));
    finish();
    await turn();
    await trail.require(facts('three'));

    expect(records.map(({ seq, callId }) => [seq, callId])).toEqual([
      [1, 'one'],
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
    ]);
    expect(await verify(records.slice(1), await trail.anchor())).toMatchObject({ valid: true, count: 3 });
  });

  it('offers a record that failed again, the very same', async () => {
    const offered: AuditRecord[] = [];
    const flaky: AuditSink = {
      async write(record) {
        offered.push(record);
        if (offered.length < 3) throw new Error('no answer');
      },
    };
    const trail = createAuditTrail({ sink: flaky, tenant });
    trail.spool(facts('c'));
    while ((await trail.flush()) > 0) await turn();

    expect(offered).toHaveLength(3);
    expect(new Set(offered.map((record) => JSON.stringify(record))).size).toBe(1);
  });

  it('anchors what is written, and not what still waits', async () => {
    const { sink, records, state } = slowSink();
    const trail = createAuditTrail({ sink, tenant });
    await trail.require(facts('written'));
    state.mode = 'fails';
    trail.spool(facts('waits'));
    await trail.flush();

    expect(await verify(records, await trail.anchor())).toMatchObject({ valid: true, count: 1 });
  });

  it('is not held up by facts that cannot be written, nor changed by what happens to them later', async () => {
    const { sink, records } = slowSink();
    const trail = createAuditTrail({ sink, tenant });
    const target = { queueId: 'queue_1' };
    const mine = { ...facts('first'), target, seq: 900, prevHash: 'forged' };

    trail.spool(mine);
    target.queueId = 'queue_2';
    trail.spool({ ...facts('second'), count: 1n as unknown as number }); // wrong on purpose
    await expect(
      trail.require({ ...facts('third'), count: 1n as unknown as number }), // wrong on purpose
    ).rejects.toMatchObject({ code: 'audit_unavailable' });
    await trail.flush();

    expect(records[0]).toMatchObject({ seq: 1, callId: 'first', target: { queueId: 'queue_1' } });
    expect(await verify(records, await trail.anchor())).toMatchObject({ valid: true });
  });

  it('outlives who is told and fails, at once or later', async () => {
    const { sink, records, state } = slowSink();
    const later = vi.fn<() => unknown>(async () => {
      throw new Error('the pager is broken');
    });
    const trail = createAuditTrail({ sink, tenant, onSinkDown: later });
    state.mode = 'fails';
    trail.spool(facts('c'));
    await trail.flush();
    state.mode = 'works';
    expect(await trail.flush()).toBe(0);

    expect(later).toHaveBeenCalledTimes(1);
    expect(records).toHaveLength(1);
  });

  it.each([
    [{ tenant: {} }, 'organizationId'],
    [{ tenant: { organizationId: 'org_aurora', mode: 'prod' } }, 'mode'],
  ])('refuses %j', (wrong, named) => {
    const create = () =>
      createAuditTrail({ sink: slowSink().sink, ...wrong } as unknown as AuditTrailOptions); // wrong on purpose

    expect(create).toThrow(named);
  });
});
