import { describe, expect, it } from 'vitest';
import {
  routeSequences,
  type RoutableSequence,
  type RoutingConsumer,
} from '../src/mechanisms/route-sequences.js';

const everyone: RoutableSequence = {
  id: 'seq_everyone',
  name: 'Everyone',
  color: null,
  priority: 0,
  availability: 'open',
  accessCode: null,
  supportsGuest: true,
  isMember: true,
  botGate: null,
};
const friends: RoutableSequence = {
  ...everyone,
  id: 'seq_friends',
  name: 'Friends',
  priority: 1,
  accessCode: 'AURORA',
};
const guest: RoutingConsumer = { isGuest: true, accessCodes: new Set(), accessCode: undefined };

function route(sequences: readonly RoutableSequence[], consumer: RoutingConsumer) {
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
    expect(route([friends], { ...guest, accessCode })).toMatchObject({
      outcome: 'gated',
      selected: { status: 'gated', gates: [{ type: 'access_code', status, reason: { code } }] },
      offers: [],
      outcomeReasons: [{ code }],
    });
  });

  it('keeps open what a code opened before, and calls no code wrong that opens another way', () => {
    const press: RoutableSequence = { ...friends, id: 'seq_press', priority: 2, accessCode: 'PRESS' };
    const { selected, offers } = route([press, friends], { ...guest, accessCode: 'AURORA' });

    expect(selected?.sequence.id).toBe('seq_friends');
    expect(offers).toMatchObject([{ sequence: { id: 'seq_press' }, gates: [{ status: 'missing' }] }]);
    expect(route([press, friends], { ...guest, accessCodes: new Set(['AURORA', 'PRESS']) })).toMatchObject({
      outcome: 'routed',
      selected: { sequence: { id: 'seq_press' } },
    });
  });

  it('shows the bot check that is yet to be passed', () => {
    const botGate = { type: 'bot_check', status: 'required', reason: { code: 'BOT_REQUIRED' } } as const;

    expect(route([{ ...everyone, botGate }], guest)).toMatchObject({
      outcome: 'gated',
      selected: { gates: [botGate] },
      outcomeReasons: [{ code: 'BOT_REQUIRED' }],
    });
  });

  it('takes the first of two ways of the same priority', () => {
    const { selected } = route([everyone, { ...everyone, id: 'seq_later' }], guest);

    expect(selected?.sequence.id).toBe('seq_everyone');
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
