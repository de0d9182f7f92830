import { describe, expect, it } from 'vitest';
import { routeSequences, type RoutableSequence } from '../src/mechanisms/route-sequences.js';

const everyone: RoutableSequence = {
  id: 'seq_everyone',
  name: 'Everyone',
  priority: 0,
  availability: 'open',
  accessCode: null,
  supportsGuest: true,
  isMember: true,
};
const friends: RoutableSequence = {
  ...everyone,
  id: 'seq_friends',
  name: 'Friends',
  priority: 1,
  accessCode: 'AURORA',
};
const guest = { isGuest: true, accessCode: undefined };

function route(
  sequences: readonly RoutableSequence[],
  consumer: { isGuest: boolean; accessCode: string | undefined },
) {
  return routeSequences({ experienceId: 'exp_1', sequences, consumer });
}

describe('routing', () => {
  it('takes the way that is free and offers those that are gated', () => {
    expect(route([everyone, friends], guest)).toEqual({
      schemaVersion: 1,
      experienceId: 'exp_1',
      outcome: 'routed',
      selected: expect.objectContaining({ status: 'admissible', gates: [], reasons: [] }),
      offers: [expect.objectContaining({ status: 'gated' })],
      outcomeReasons: [],
    });
  });

  it('takes the way of the highest priority once its gate is open', () => {
    const { outcome, selected, offers } = route([everyone, friends], { ...guest, accessCode: 'AURORA' });

    expect([outcome, selected?.sequence.id, offers]).toEqual(['routed', 'seq_friends', []]);
  });

  it.each([
    [undefined, 'missing', 'ACCESS_CODE_REQUIRED'],
    ['aurora', 'invalid', 'ACCESS_CODE_INVALID'],
  ])('asks for an access code when %s was given', (accessCode, status, code) => {
    expect(route([friends], { isGuest: true, accessCode })).toMatchObject({
      outcome: 'gated',
      selected: { status: 'gated', gates: [{ type: 'access_code', status, reason: { code } }] },
      offers: [],
      outcomeReasons: [{ code }],
    });
  });

  it('asks a guest to sign in where guests may not go', () => {
    const members = { ...everyone, supportsGuest: false };

    expect(route([members], guest)).toMatchObject({
      outcome: 'gated',
      outcomeReasons: [{ code: 'AUTH_REQUIRED' }],
    });
    expect(route([members], { ...guest, isGuest: false })).toMatchObject({ outcome: 'routed' });
  });

  it.each([
    [[], 'NO_SEQUENCES'],
    [[{ ...everyone, isMember: false }], 'AUDIENCE_NOT_MEMBER'],
  ])('has no way for %j', (sequences, code) => {
    expect(route(sequences, guest)).toEqual({
      schemaVersion: 1,
      experienceId: 'exp_1',
      outcome: 'no_access',
      offers: [],
      outcomeReasons: [{ code }],
    });
  });
});
