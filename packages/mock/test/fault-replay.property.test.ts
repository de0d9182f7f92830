import { createMockPlatform, type Fault, type FaultLog, type MockPlatform } from '@fanfare/mock';
import type { OperationId } from '@fanfare/contract/operations';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFaults, type Faults } from '../src/faults/create-faults.js';
import { mockApi } from './support/mock-api.js';
import { start } from './support/open-shop.js';

const operations = ['jwks.get', 'auth.guest', 'queues.status', 'queues.enter'] as const;
const operation = fc.constantFrom<OperationId>(...operations);
const faultOf = (what: fc.Arbitrary<Fault>): fc.Arbitrary<Fault> =>
  fc
    .record(
      {
        operation,
        times: fc.integer({ min: 1, max: 4 }),
        probability: fc.double({ min: 0.1, max: 1, noNaN: true }),
      },
      { requiredKeys: [] },
    )
    .chain((where) => what.map((said) => ({ ...said, ...where })));
const spoilers = fc.constantFrom<Fault>(
  { code: 'service_unavailable' },
  { loseAnswer: true },
  { dateSkewMs: 60_000 },
  { cutBody: true },
  { status: 418, body: 'tea' },
);
const slow = fc.record({ latencyMs: fc.nat(5_000), jitterMs: fc.nat(5_000) });
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
/** Pure faults on a clock that moves one second with every look at it. */
const faultsWith = (given: number): Faults => {
  let now = Date.parse(start);
  const clock = { now: () => (now += 1_000) } as Parameters<typeof createFaults>[0]['clock']; // only read
  return createFaults({ seed: given, clock });
};
const strikeAll = (faults: Faults, calls: readonly OperationId[]): readonly (Fault | undefined)[] =>
  calls.map((id, index) =>
    faults.strikeCall({
      operation: id,
      requestId: `req_${String(index)}`,
      hasCursor: false,
      hasSession: false,
    }),
  );

describe('a run with faults', () => {
  it('is the same with the same seed and the same calls, and again when its log is replayed', () => {
    const plan = fc.record({
      seed,
      faults: fc.array(faultOf(fc.oneof(spoilers, slow)), { maxLength: 5 }),
      calls: fc.array(operation, { maxLength: 60 }),
    });
    fc.assert(
      fc.property(plan, ({ seed: given, faults, calls }) => {
        const runs = [1, 2].map(() => {
          const made = faultsWith(given);
          for (const fault of faults) made.add(fault);
          return { struck: strikeAll(made, calls), log: made.log };
        });
        const [run] = runs;
        const log = reread(run?.log);
        const made = faultsWith(given + 1);
        made.replay(log);

        expect(runs[1]).toEqual(run);
        expect(strikeAll(made, calls)).toEqual(run?.struck);
        expect(made.log.strikes).toEqual(log.strikes);
      }),
    );
  });

  it('strikes an operation alike, whatever is called in between', () => {
    const plan = fc.record({ seed, others: fc.array(fc.nat(3), { minLength: 20, maxLength: 20 }) });
    fc.assert(
      fc.property(plan, ({ seed: given, others }) => {
        const [alone, among] = [faultsWith(given), faultsWith(given)];
        for (const faults of [alone, among]) faults.add({ code: 'internal_error', probability: 0.5 });
        const quiet = strikeAll(
          alone,
          others.map(() => 'queues.enter'),
        );

        const busy = others.flatMap((count) => {
          strikeAll(among, Array<OperationId>(count).fill('jwks.get'));
          return strikeAll(among, ['queues.enter']);
        });

        expect(busy).toEqual(quiet);
      }),
    );
  });

  it('makes the same ids as the run without them', async () => {
    const options = { now: start, seed: 7, withoutRateLimits: true };
    const [calm, struck] = [createMockPlatform(options), createMockPlatform(options)];
    struck.fault({ dateSkewMs: 60_000, probability: 0.5 });
    const calls = Array<OperationId>(10).fill('auth.guest');

    await callAll(calm, calls);
    await callAll(struck, calls);

    expect(struck.faultLog.strikes.length).toBeGreaterThan(0);
    expect(struck.requests.map(({ id }) => id)).toEqual(calm.requests.map(({ id }) => id));
  });

  it('is repeated exactly by the platform itself', async () => {
    const plan = fc.record({
      seed,
      faults: fc.array(faultOf(spoilers), { maxLength: 4 }),
      calls: fc.array(operation, { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ seed: given, faults, calls }) => {
        const options = { now: start, seed: given, withoutRateLimits: true };
        const [first, second, replayed] = [1, 2, 3].map(() => createMockPlatform(options));
        if (first === undefined || second === undefined || replayed === undefined) throw new Error('three');
        for (const platform of [first, second]) for (const fault of faults) platform.fault(fault);
        const outcomes = await callAll(first, calls);
        replayed.replay(reread(first.faultLog));

        expect(await callAll(second, calls)).toEqual(outcomes);
        expect(await callAll(replayed, calls)).toEqual(outcomes);
        expect(second.faultLog).toEqual(first.faultLog);
        expect(replayed.faultLog).toEqual(first.faultLog);
        expect(first.faultLog.strikes.map(({ seq }) => seq)).toEqual(
          first.faultLog.strikes.map((_, index) => index + 1),
        );
      }),
      { numRuns: 25 },
    );
  });
});

/** A log as it comes from a file. */
function reread(log: FaultLog | undefined): FaultLog {
  return JSON.parse(JSON.stringify(log)) as FaultLog; // written from one
}

async function callAll(platform: MockPlatform, calls: readonly OperationId[]): Promise<readonly string[]> {
  const { call } = mockApi(platform);
  const outcomes: string[] = [];
  for (const id of calls) {
    const params = { queueId: 'queue_aurora' };
    const outcome = await call(id, { pk: 'pk_test_aurora_mock', params }).then(
      ({ status, headers }) => `${String(status)} ${headers.get('date') ?? ''}`,
      (error: unknown) => String(error),
    );
    outcomes.push(outcome);
  }
  return outcomes;
}
