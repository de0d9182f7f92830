import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '@fanfare/core';
import { FanfareServer } from '@fanfare/node';
import {
  createAuditTrail,
  fromNdjson,
  ndjsonFileSink,
  verifyAuditChain,
  type AuditEntry,
  type AuditRecord,
  type AuditSink,
  type AuditTrail,
  type AuditTrailOptions,
} from '@fanfare/node/audit';
import { manualClock } from '../support/manual-clock.js';

const tenant = { organizationId: 'org_aurora', mode: 'test' } as unknown as AuditTrailOptions['tenant']; // branded only

/** A sink that can go down. */
function memorySink() {
  const records: AuditRecord[] = [];
  const state = { isDown: false };
  const sink: AuditSink = {
    async write(record) {
      if (state.isDown) throw new Error('the disk is full');
      records.push(record);
    },
  };
  return { records, state, sink };
}

const verify = async (records: readonly AuditRecord[], trail: AuditTrail) =>
  verifyAuditChain(records as unknown as AuditEntry[], { anchor: await trail.anchor() }); // the same chain, other facts

describe('J10, J6: calls that are written down', () => {
  let platform: MockPlatform;
  let memory: ReturnType<typeof memorySink>;
  let writtenWhenSent: number[];

  beforeEach(() => {
    platform = createMockPlatform({ withoutRateLimits: true });
    memory = memorySink();
    writtenWhenSent = [];
  });
  afterEach(() => platform.close());

  function connect(options: Partial<AuditTrailOptions> = {}) {
    const audit = createAuditTrail({ sink: memory.sink, tenant, ...options });
    const fanfare = new FanfareServer({
      secretKey: platform.world.organizations[0].keys.test.secret,
      baseUrl: platform.origin,
      fetch: async (input, init) => {
        writtenWhenSent.push(memory.records.length);
        return platform.fetch(new Request(input, init));
      },
      clock: { now: () => platform.clock.now(), setTimeout: systemClock.setTimeout },
      audit,
    });
    return { audit, fanfare };
  }
  const told = () => memory.records.map(({ action, outcome }) => [action, outcome]);

  it('are in the log before they are sent, and afterwards with how they ended', async () => {
    const { audit, fanfare } = connect();
    await fanfare.admin.queues.update('queue_aurora', { admitRate: 7 });
    expect(writtenWhenSent).toEqual([1]);
    await fanfare.admin.queues.update('queue_none', { admitRate: 7 }).catch(() => undefined);
    await fanfare.admin.queues.get('queue_aurora');
    expect(await audit.flush()).toBe(0);

    expect(told()).toEqual([
      ['admin.queues.update', 'attempted'],
      ['admin.queues.update', 'succeeded'],
      ['admin.queues.update', 'attempted'],
      ['admin.queues.update', 'failed'],
    ]);
    const [attempted, succeeded, , failed] = memory.records;
    expect(succeeded).toMatchObject({ target: { queueId: 'queue_aurora' }, status: 200, attempts: 1 });
    expect(succeeded?.requestId).toMatch(/^req_/);
    expect(attempted?.callId).toBe(succeeded?.callId);
    expect(failed).toMatchObject({ code: 'not_found', status: 404, target: { queueId: 'queue_none' } });
    expect(JSON.stringify(memory.records)).not.toMatch(/sk_test|admitRate/);
    expect(await verify(memory.records, audit)).toMatchObject({ valid: true, count: 4 });
  });

  it('failed where the caller is told so, also when the platform answered a success', async () => {
    const { audit, fanfare } = connect();
    platform.fault({ operation: 'admin.queues.update', status: 200, body: '{"id":7}', times: 1 });

    await fanfare.admin.queues.update('queue_aurora', { admitRate: 7 }).catch(() => undefined);
    await audit.flush();

    expect(memory.records.at(-1)).toMatchObject({ outcome: 'failed', code: 'invalid_response', status: 200 });
  });

  it('are refused while the log is down, if they are privileged, and nothing is sent', async () => {
    const failures: unknown[] = [];
    const { audit, fanfare } = connect({ onSinkDown: (error) => void failures.push(error) });
    memory.state.isDown = true;

    for (let call = 0; call < 3; call += 1) {
      await expect(fanfare.admin.queues.update('queue_aurora', { admitRate: 7 })).rejects.toMatchObject({
        code: 'audit_unavailable',
        retryable: true,
      });
    }
    await expect(fanfare.admin.consumers.get('csm_1')).rejects.toMatchObject({ code: 'audit_unavailable' });
    expect(platform.requests).toEqual([]);
    expect(failures).toHaveLength(1);

    memory.state.isDown = false;
    await fanfare.admin.queues.update('queue_aurora', { admitRate: 7 });
    expect(await audit.flush()).toBe(0);
    expect(told().slice(0, 2)).toEqual([
      ['admin.queues.update', 'attempted'],
      ['admin.queues.update', 'refused_here'],
    ]);
    expect(told().slice(-2)).toEqual([
      ['admin.queues.update', 'attempted'],
      ['admin.queues.update', 'succeeded'],
    ]);
    expect(await verify(memory.records, audit)).toMatchObject({ valid: true, count: 10 });
  });

  it('go on while the log is down, if they are not privileged, and follow later in their order', async () => {
    const { audit, fanfare } = connect();
    memory.state.isDown = true;

    for (let call = 1; call <= 5; call += 1) {
      await fanfare.queues.admit('queue_aurora', `csm_none_${call}`).catch(() => undefined);
    }
    expect(platform.requests).toHaveLength(5);
    expect(memory.records).toEqual([]);
    expect(await audit.flush()).toBe(5);

    memory.state.isDown = false;
    expect(await audit.flush()).toBe(0);
    expect(memory.records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(await verify(memory.records, audit)).toMatchObject({ valid: true, count: 5 });
  });

  it('are counted where more wait than there is room for, and the log says how many are missing', async () => {
    const { audit, fanfare } = connect({ maxSpooled: 3 });
    memory.state.isDown = true;
    const deny = (n: number) => fanfare.queues.admit('queue_aurora', `csm_none_${n}`).catch(() => undefined);
    for (let call = 1; call <= 8; call += 1) await deny(call);
    expect(await audit.flush()).toBe(3);
    await expect(fanfare.admin.queues.update('queue_aurora', {})).rejects.toMatchObject({
      code: 'audit_unavailable',
    });

    memory.state.isDown = false;
    await audit.flush();
    await deny(9);
    await audit.flush();

    const [gap] = memory.records.filter(({ action }) => action === 'audit.gap');
    expect(gap).toMatchObject({ outcome: 'lost', seq: 4 });
    expect(gap?.count).toBeGreaterThanOrEqual(6);
    expect(memory.records.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(await verify(memory.records, audit)).toMatchObject({ valid: true, count: 5 });
  });

  it('are refused when the log takes too long', async () => {
    const clock = manualClock(0);
    const hanging: AuditSink = { write: () => new Promise(() => undefined) };
    const trail = createAuditTrail({ sink: hanging, tenant, timeoutMs: 200, clock });

    const facts = { action: 'admin.queues.update', outcome: 'attempted', callId: 'c', target: {} } as const;
    const refused = expect(trail.require(facts)).rejects.toMatchObject({ code: 'audit_unavailable' });
    await clock.advance(200);

    await refused;
  });

  it.each(['content', 'order', 'removal'])('show a change of the log: %s', async (kind) => {
    const { audit, fanfare } = connect();
    for (let call = 0; call < 3; call += 1)
      await fanfare.admin.queues.update('queue_aurora', { admitRate: 7 });
    await audit.flush();
    const [first, second, third, ...rest] = memory.records as [AuditRecord, AuditRecord, AuditRecord];
    const changed: Record<string, AuditRecord[]> = {
      content: [first, { ...second, outcome: 'failed' }, third, ...rest],
      order: [first, third, second, ...rest],
      removal: [first, third, ...rest],
    };

    expect(await verify(changed[kind] ?? [], audit)).toMatchObject({ valid: false, index: 1 });
  });

  it.each([
    [{ sink: {} }, 'sink'],
    [{ maxSpooled: 0 }, 'maxSpooled'],
    [{ tenant: 'org' }, 'tenant'],
    [{ policy: 'fail' }, 'policy'],
  ])('refuse %j', (wrong, named) => {
    const create = () => createAuditTrail({ sink: memory.sink, tenant, ...wrong } as AuditTrailOptions); // wrong on purpose

    expect(create).toThrow(named);
  });
});

describe('J10, J6: a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fanfare-audit-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (trail: AuditTrail, callId: string) =>
    trail.require({ action: 'admin.queues.update', outcome: 'attempted', callId, target: {} });

  it('takes up the chain where the last process left it, without what a crash half wrote', async () => {
    const path = join(folder, 'audit.ndjson');
    const first = ndjsonFileSink({ path });
    const trail = createAuditTrail({ sink: first, tenant });
    await write(trail, 'one');
    await write(trail, 'two');
    const anchor = await trail.anchor();
    await first.close();
    await appendFile(path, '{"action":"half');

    const second = ndjsonFileSink({ path });
    const later = createAuditTrail({ sink: second, tenant });
    await write(later, 'three');
    await second.close();

    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(4);
    const entries = () => fromNdjson(createReadStream(path, 'utf8'));
    expect(await verifyAuditChain(entries(), { anchor })).toMatchObject({ valid: true, count: 3 });
    const cut = { ...anchor, head: (await later.anchor()).head };
    expect(await verifyAuditChain(entries(), { anchor: cut })).toMatchObject({ valid: true });
  });

  it('that cannot be opened refuses privileged calls until it can', async () => {
    const path = join(folder, 'missing', 'audit.ndjson');
    const trail = createAuditTrail({ sink: ndjsonFileSink({ path }), tenant });

    await expect(write(trail, 'one')).rejects.toMatchObject({ code: 'audit_unavailable' });
  });
});
