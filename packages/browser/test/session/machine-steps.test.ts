import { describe, expect, test } from 'vitest';
import {
  initialModel,
  isNewer,
  transition,
  type MachineEvent,
  type Model,
  type Step,
} from '../../src/session/machine.js';
import type { EndedRecord, LiveRecord } from '../../src/stores/token-record.js';

const ann: LiveRecord = {
  kind: 'live',
  epoch: 2,
  id: 'ann-2',
  generation: 1,
  revision: 'r1',
  consumer: { consumerId: 'ann', type: 'guest' },
  accessToken: 'access-1',
  refreshToken: 'refresh-1',
  beaconToken: 'beacon-1',
  lifetimeMs: 1,
  receivedAt: 0,
};
const next: LiveRecord = { ...ann, generation: 2, revision: 'r2', accessToken: 'access-2' };
const bob: LiveRecord = {
  ...ann,
  epoch: 3,
  id: 'bob-3',
  consumer: { consumerId: 'bob', type: 'guest' },
  accessToken: 'access-b',
};
const upgraded: LiveRecord = { ...ann, epoch: 3, id: 'ann-3', generation: 0, accessToken: 'access-u' };
const waitOf = (more: object = {}) => ({ failedAt: 5, delayMs: 9, attempt: 1, code: 'timeout', ...more });
const waiting: LiveRecord = { ...ann, backoff: waitOf() };
const ended: EndedRecord = { kind: 'ended', epoch: 2, id: 'ann-2', revision: '', reason: 'revoked' };

/** Where a machine is after some events, and what the last one asked for. */
function after(...events: MachineEvent[]): Step {
  let step: Step = { model: initialModel, effects: [] };
  for (const event of events) step = transition(step.model, event);
  return step;
}
const signedIn: MachineEvent = { type: 'signedIn', record: ann };
const exchange: MachineEvent = { type: 'exchange' };
const failed: MachineEvent = { type: 'failed', record: waiting };
const endedHere = (reason: string): object => ({ do: 'emit', name: 'ended', payload: { reason } });
const buried = (reason: string): object => ({
  do: 'bury',
  record: { kind: 'ended', epoch: 2, revision: '', id: 'ann-2', reason },
});
const posted = (reason: string): object => ({ do: 'post', message: { type: 'ended', id: 'ann-2', reason } });

describe('C1: every step of a session, to the letter', () => {
  test('it begins with nothing', () => {
    expect(initialModel).toEqual({ phase: 'idle', record: null, reason: null, epoch: 0, cleared: null });
    expect(after({ type: 'restore' })).toEqual({
      model: { ...initialModel, phase: 'restoring' },
      effects: [],
    });
  });

  test.each<[string, MachineEvent[], Partial<Model>, object[]]>([
    [
      'an empty store',
      [{ type: 'restore' }, { type: 'seen', record: null }],
      { phase: 'anonymous', epoch: 0 },
      [],
    ],
    [
      'a store that remembers an end',
      [{ type: 'seen', record: ended }],
      { phase: 'anonymous', epoch: 2, record: null },
      [],
    ],
    [
      'a store with a session',
      [{ type: 'seen', record: ann }],
      { phase: 'authenticated', epoch: 2, record: ann },
      [],
    ],
    [
      'a store with a back-off',
      [{ type: 'seen', record: waiting }],
      { phase: 'waiting', record: waiting },
      [],
    ],
    [
      'a session from before the last end',
      [signedIn, { type: 'logout' }, { type: 'seen', record: ann }],
      { phase: 'ended', epoch: 2, record: null },
      [],
    ],
    [
      'a store that lost it',
      [signedIn, { type: 'seen', record: null }],
      { phase: 'authenticated', record: ann },
      [],
    ],
    [
      'an older pair',
      [
        { type: 'signedIn', record: next },
        { type: 'seen', record: ann },
      ],
      { record: next },
      [],
    ],
    [
      'the end of an older sign-in',
      [
        { type: 'signedIn', record: bob },
        { type: 'seen', record: ended },
      ],
      { phase: 'authenticated', record: bob },
      [],
    ],
  ])('what is seen: %s', (_, events, model, effects) => {
    const step = after(...events);

    expect(step.model).toMatchObject(model);
    expect(step.effects).toEqual(effects);
  });

  test('a newer pair from another tab is adopted, and told as theirs', () => {
    const step = after(signedIn, { type: 'seen', record: next });

    expect(step.model.record).toBe(next);
    expect(step.effects).toEqual([{ do: 'emit', name: 'refreshed', payload: { by: 'another-tab' } }]);
  });

  test('a pair of our own is adopted, told as ours, and posted', () => {
    const step = after(signedIn, exchange, { type: 'refreshed', record: next });

    expect([step.model.phase, step.model.record]).toEqual(['refreshing', next]);
    expect(step.effects).toEqual([
      { do: 'emit', name: 'refreshed', payload: { by: 'this-tab' } },
      { do: 'post', message: { type: 'changed', id: 'ann-2', generation: 2, revision: 'r2' } },
    ]);
    expect(transition(step.model, { type: 'settled' }).model.phase).toBe('authenticated');
  });

  test('a pair that is not newer changes nothing', () => {
    expect(
      after(signedIn, exchange, { type: 'refreshed', record: { ...ann, accessToken: 'other' } }),
    ).toEqual(after(signedIn, exchange));
  });

  test('a pair of another consumer that comes late is revoked, of an upgrade not', () => {
    expect(after(signedIn, exchange, { type: 'refreshed', record: bob }).effects).toEqual([
      { do: 'revoke', accessToken: 'access-b' },
    ]);
    expect(after(signedIn, exchange, { type: 'refreshed', record: upgraded }).effects).toEqual([]);
    expect(after({ type: 'refreshed', record: ann }).effects).toEqual([
      { do: 'revoke', accessToken: 'access-1' },
    ]);
  });

  test('another consumer ends the session that was there, for calls and for listeners; the same one does not', () => {
    const step = after(signedIn, { type: 'seen', record: bob });

    expect(step.model).toMatchObject({ phase: 'authenticated', record: bob, epoch: 3 });
    expect(step.effects).toEqual([{ do: 'abort', code: 'session_replaced' }, endedHere('replaced')]);
    expect(after(signedIn, { type: 'signedIn', record: upgraded }).effects).toEqual([]);
  });

  test('a failure notes its back-off and posts it; of another pair it says nothing', () => {
    const step = after(signedIn, exchange, failed);

    expect(step.model).toMatchObject({ phase: 'refreshing', record: waiting });
    expect(step.effects).toEqual([
      { do: 'post', message: { type: 'changed', id: 'ann-2', generation: 1, revision: 'r1' } },
    ]);
    expect(transition(step.model, { type: 'settled' }).model.phase).toBe('waiting');
    expect(after(signedIn, exchange, { type: 'failed', record: { ...next, backoff: waitOf() } })).toEqual(
      after(signedIn, exchange),
    );
  });

  test('a back-off that another tab noted beside the same pair counts here; beside another pair it does not', () => {
    expect(after(signedIn, { type: 'seen', record: waiting }).model).toMatchObject({
      phase: 'waiting',
      record: waiting,
    });
    expect(after({ type: 'signedIn', record: next }, { type: 'seen', record: waiting }).model).toMatchObject({
      phase: 'authenticated',
      record: next,
    });
  });

  test('a back-off ends by time, and by hope unless the platform ordered it; once', () => {
    const ordered: LiveRecord = { ...ann, backoff: waitOf({ ordered: true }) };
    const cleared = after(signedIn, { type: 'seen', record: waiting }, { type: 'cleared', by: 'hope' });

    expect(cleared).toEqual({
      model: { ...after(signedIn).model, record: waiting, cleared: 5 },
      effects: [],
    });
    expect(transition(cleared.model, { type: 'seen', record: waiting }).model.phase).toBe('authenticated');
    expect(after({ type: 'seen', record: ordered }, { type: 'cleared', by: 'hope' }).model.phase).toBe(
      'waiting',
    );
    expect(after({ type: 'seen', record: ordered }, { type: 'cleared', by: 'time' }).model.phase).toBe(
      'authenticated',
    );
    expect(after({ type: 'seen', record: waiting }, exchange).model.phase).toBe('refreshing');
  });

  test.each<[string, MachineEvent, string, object[]]>([
    [
      'a refusal of this pair',
      { type: 'refused', id: 'ann-2', generation: 1, reason: 'expired' },
      'expired',
      [posted('expired'), buried('expired'), { do: 'abort', code: 'session_expired' }, endedHere('expired')],
    ],
    [
      'a revocation',
      { type: 'revoked', id: 'ann-2', reason: 'revoked' },
      'revoked',
      [posted('revoked'), buried('revoked'), { do: 'abort', code: 'session_expired' }, endedHere('revoked')],
    ],
    [
      'an end in another tab',
      { type: 'endedElsewhere', id: 'ann-2', reason: 'token_reuse' },
      'token_reuse',
      [{ do: 'abort', code: 'session_expired' }, endedHere('token_reuse')],
    ],
    [
      'a sign-out in another tab',
      { type: 'endedElsewhere', id: 'ann-2', reason: 'logout' },
      'logout',
      [{ do: 'abort', code: 'not_authenticated' }, endedHere('logout')],
    ],
    [
      'an end in the store',
      { type: 'seen', record: ended },
      'revoked',
      [{ do: 'abort', code: 'session_expired' }, endedHere('revoked')],
    ],
    [
      'a sign-out',
      { type: 'logout' },
      'logout',
      [
        posted('logout'),
        buried('logout'),
        { do: 'abort', code: 'not_authenticated' },
        endedHere('logout'),
        { do: 'revoke', accessToken: 'access-1' },
      ],
    ],
    [
      'a limit',
      { type: 'logout', reason: 'idle' as never },
      'idle',
      [
        posted('idle'),
        buried('idle'),
        { do: 'abort', code: 'session_expired' },
        endedHere('idle'),
        { do: 'revoke', accessToken: 'access-1' },
      ],
    ],
  ])('it ends by %s', (_, event, reason, effects) => {
    for (const before of [[signedIn], [signedIn, exchange], [{ type: 'seen', record: waiting } as const]]) {
      const step = after(...before, event);

      expect(step.model).toEqual({ phase: 'ended', record: null, reason, epoch: 2, cleared: null });
      expect(step.effects).toEqual(effects);
    }
  });

  test.each<[string, MachineEvent]>([
    ['a refusal of an older pair', { type: 'refused', id: 'ann-2', generation: 0, reason: 'expired' }],
    ['a refusal of another sign-in', { type: 'refused', id: 'bob-3', generation: 1, reason: 'expired' }],
    ['a revocation of another sign-in', { type: 'revoked', id: 'bob-3', reason: 'revoked' }],
    ['the end of another sign-in', { type: 'endedElsewhere', id: 'bob-3', reason: 'logout' }],
    ['a settling without an exchange', { type: 'settled' }],
    ['a clearing without a back-off', { type: 'cleared', by: 'time' }],
    ['another restore', { type: 'restore' }],
  ])('it does not end by %s', (_, event) => {
    expect(after(signedIn, event)).toEqual({ ...after(signedIn), effects: [] });
  });

  test('nothing happens after the end of the client', () => {
    const step = after(signedIn, { type: 'destroy' });

    expect(step).toEqual({
      model: { phase: 'destroyed', record: null, reason: null, epoch: 2, cleared: null },
      effects: [{ do: 'abort', code: 'destroyed' }],
    });
    expect(transition(step.model, { type: 'signedIn', record: bob })).toEqual({
      model: step.model,
      effects: [],
    });
    expect(after({ type: 'destroy' }).effects).toEqual([{ do: 'abort', code: 'destroyed' }]);
  });

  test('what is newer: a later sign-in, a later pair of the same, or another one of the same moment', () => {
    const cases: [LiveRecord, LiveRecord | null, boolean][] = [
      [ann, null, true],
      [ann, ann, false],
      [next, ann, true],
      [ann, next, false],
      [bob, next, true],
      [next, bob, false],
      [{ ...ann, id: 'eve-2', generation: 0 }, ann, true],
    ];
    for (const [candidate, known, isLater] of cases) expect(isNewer(candidate, known)).toBe(isLater);
  });
});
