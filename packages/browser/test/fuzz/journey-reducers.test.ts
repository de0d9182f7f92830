import type { OwnState, QueueState, RouteResult, StreamEvent } from '@fanfare/contract';
import { ownStateSchema, queueStateSchema, routeResultSchema } from '@fanfare/contract/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  journeyEvents,
  readySnapshot,
  snapshotFromOwnState,
  snapshotFromRoute,
  snapshotFromState,
  isTaken,
  type JourneySnapshot,
} from '../../src/journeys/index.js';
import { snapshotFromEvent } from '../../src/journeys/snapshot-from-event.js';
import { ownState as ownStateCheck } from '../../src/resources/check/own-state.js';
import { queueState as queueStateCheck } from '../../src/resources/check/queue-state.js';
import { routeResult as routeResultCheck } from '../../src/resources/check/route-result.js';
import { arbitraryFromSchema } from '../../../contract/test/support/arbitrary-from-schema.js';
import { fuzz, fuzzTimeoutMs } from '../../../contract/test/fuzz/support/fuzz.js';

/** An answer of which one place, wherever it is, is something else. */
function oneOff(schema: Parameters<typeof arbitraryFromSchema>[0]): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>(null, '', 0, -1, 1e300, [], {}, 'GRANTED', '__proto__', { token: 1 }, [
    'x',
  ]);
  return fc.tuple(arbitraryFromSchema(schema), fc.nat(), odd).map(([value, seed, other]) => {
    const copy = structuredClone(value);
    const places: [Record<string, unknown>, string][] = [];
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const members = node as Record<string, unknown>;
      for (const key of Object.keys(members)) {
        places.push([members, key]);
        walk(members[key]);
      }
    };
    walk(copy);
    const [holder, key] = places[seed % Math.max(1, places.length)] ?? [];
    if (holder !== undefined && key !== undefined && seed % 3 > 0) holder[key] = other;
    return copy;
  });
}

type StepOf = (snapshot: JourneySnapshot) => JourneySnapshot;

const experience = (value: unknown): string =>
  (value as OwnState).active.journeys[0]?.experienceId ?? 'exp_1';
const steps: fc.Arbitrary<StepOf> = fc.oneof(
  oneOff(ownStateSchema)
    .filter((value) => ownStateCheck(value, '') === null)
    .map(
      (value): StepOf =>
        (before) =>
          snapshotFromOwnState(experience(value), value as OwnState) ?? before,
    ),
  oneOff(queueStateSchema)
    .filter((value) => queueStateCheck(value, '') === null)
    .map(
      (value): StepOf =>
        (before) =>
          isTaken(before) ? snapshotFromState(before, value as QueueState) : before,
    ),
  oneOff(routeResultSchema)
    .filter((value) => routeResultCheck(value, '') === null)
    .map(
      (value): StepOf =>
        () =>
          snapshotFromRoute('exp_1', value as RouteResult),
    ),
  fc
    .record({ event: fc.constantFrom('state', 'reset'), data: oneOff(ownStateSchema) })
    .filter(({ data }) => ownStateCheck(data, '') === null)
    .map(
      (event): StepOf =>
        (before) =>
          snapshotFromEvent(before, event as StreamEvent),
    ),
  fc
    .record({
      event: fc.constantFrom('position', 'tomorrow'),
      data: fc.record({ distributionId: fc.constantFrom('queue_1', '__proto__'), position: fc.nat(9) }),
    })
    .map(
      (event): StepOf =>
        (before) =>
          snapshotFromEvent(before, event as unknown as StreamEvent),
    ),
);

describe('N2, C1: the reducers of a journey, fed with what passed the checks', () => {
  it(
    'never throw, change nothing that they were given, and show one thing at a time',
    () =>
      fuzz(
        fc.property(fc.array(steps, { maxLength: 8 }), (line) => {
          let snapshot: JourneySnapshot = readySnapshot('exp_1');
          for (const step of line) {
            const before = freeze(snapshot);
            snapshot = step(before);

            expect(snapshot.allowed.length).toBeLessThanOrEqual(new Set(snapshot.allowed).size);
            expect(typeof snapshot.journeyStage).toBe('string');
            for (const [name] of journeyEvents(before, snapshot)) expect(name).toMatch(/^[a-z_]+:[a-z-]+$/);
            expect(structuredClone(snapshot)).toEqual(snapshot);
          }
          expect(Object.keys(Object.prototype)).toEqual([]);
        }),
      ),
    fuzzTimeoutMs,
  );
});

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
