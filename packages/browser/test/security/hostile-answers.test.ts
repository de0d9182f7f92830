import type { OwnState } from '@fanfare/contract';
import { describe, expect, test } from 'vitest';
import { snapshotFromOwnState } from '../../src/journeys/snapshot-from-own-state.js';
import { ownState } from '../../src/resources/check/own-state.js';
import { routeResult } from '../../src/resources/check/route-result.js';
import { authSessionCheck } from '../../src/guards/auth-checks.js';

const sequence = {
  phase: 'participating',
  mechanism: 'queue',
  distribution: { type: 'queue', id: 'queue_1', sequenceId: 'seq_1', lifecycle: 'open' },
  consumer: { status: 'queued', position: 3 },
};
const journeys = [{ journeyStage: 'routed', experienceId: 'exp_1', sequenceId: 'seq_1', sequence }];

describe('N2, F10: an answer of a platform that was tampered with', () => {
  test.each([
    ['an object', {}],
    ['a text', 'wl_1'],
    ['a number', 7],
    ['null', null],
    ['a list of nothing', [null, undefined]],
    ['a list of texts', ['wl_1']],
    ['a list in a list', [[]]],
  ])('costs nobody the view of a queue where its waitlists are %s', (_, waitlists) => {
    const own = { active: { journeys }, waitlists } as unknown as OwnState;

    expect(ownState(own, '')).toBeNull();
    expect(snapshotFromOwnState('exp_1', own)).toMatchObject({ phase: 'participating' });
  });

  test.each([
    ['the own state', ownState],
    ['a route', routeResult],
    ['a sign-in', authSessionCheck],
  ])('is not taken for %s by what it inherits', (_, check) => {
    const inherited = JSON.parse(
      `{"__proto__":${JSON.stringify({ active: { journeys: [] }, session: {}, schemaVersion: 1, accessToken: 'a.b.c' })}}`,
    ) as unknown;

    expect(check(inherited, '')).not.toBeNull();
    expect(check(Object.create(null), '')).not.toBeNull();
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'finds no arm for the stage, phase or mechanism %j, and shows it as unknown',
    (name) => {
      const views = [
        { journeys: [{ journeyStage: name, experienceId: 'exp_1' }] },
        { journeys: [{ ...journeys[0], sequence: { ...sequence, phase: name } }] },
        { journeys: [{ ...journeys[0], sequence: { ...sequence, mechanism: name } }] },
      ].map((active) => {
        expect(ownState({ active }, '')).toBeNull();
        return snapshotFromOwnState('exp_1', { active } as unknown as OwnState);
      });

      expect(views.map((view) => view !== null && 'received' in view)).toEqual([true, true, true]);
    },
  );

  test('is looked at without end of the stack, however deep it is', () => {
    const deep = JSON.parse(`{"active":{"journeys":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`) as unknown;

    expect(ownState(deep, '')).toBe('active.journeys.0');
  });
});
