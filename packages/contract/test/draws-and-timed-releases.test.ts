import { describe, expect, it } from 'vitest';
import { operations } from '@fanfare/contract/operations';
import { withTolerance } from '@fanfare/contract/schemas';

const grant = 'grant_0123456789abcdef';
const drawState = operations.draws.status.response;
const releaseState = operations.timedReleases.status.response;

describe('the state of a draw', () => {
  it.each([
    { status: 'ENTERED' },
    { status: 'NOT_ENTERED' },
    { status: 'WON', admissionGrant: grant },
    { status: 'COMPLETED' },
    { status: 'DENIED', reason: 'NOT_SELECTED', deniedAt: '2026-11-22T10:00:00.000Z' },
    { status: 'LOST' },
  ])('may be $status', (state) => {
    expect(withTolerance(drawState, 'strict').safeParse(state).data).toEqual(state);
  });

  it.each([
    ['a win without a grant', { status: 'WON' }],
    ['a denial without a reason', { status: 'DENIED', deniedAt: '2026-11-22T10:00:00.000Z' }],
    ['a denial without a time', { status: 'DENIED', reason: 'NOT_SELECTED' }],
  ])('is never %s', (_, state) => {
    expect(withTolerance(drawState, 'tolerant').safeParse(state).success).toBe(false);
  });

  it('may be a word that a newer platform made up', () => {
    expect(withTolerance(drawState, 'tolerant').safeParse({ status: 'PARKED' }).success).toBe(true);
    expect(withTolerance(drawState, 'strict').safeParse({ status: 'PARKED' }).success).toBe(false);
  });
});

describe('the state of a timed release', () => {
  it.each(['NOT_ENTERED', 'ENTERED', 'COMPLETED', 'LEFT', 'A_NEW_WORD'])('may be %s', (status) => {
    expect(withTolerance(releaseState, 'strict').safeParse({ status }).success).toBe(true);
  });

  it('has a word', () => {
    expect(withTolerance(releaseState, 'tolerant').safeParse({ status: 1 }).success).toBe(false);
    expect(withTolerance(releaseState, 'tolerant').safeParse({}).success).toBe(false);
  });
});

describe('what a merchant sets up', () => {
  const draw = { sequenceId: 'seq_1', name: 'Raffle', drawAt: '2026-11-22T10:00:00.000Z', winnerCount: 3 };

  it('is a draw with at least one winner', () => {
    const { body } = operations.admin.draws.create;

    expect(body.safeParse(draw).success).toBe(true);
    for (const winnerCount of [0, -1, 1.5, '3', undefined]) {
      expect(body.safeParse({ ...draw, winnerCount }).success).toBe(false);
    }
  });

  it('may change in any single field', () => {
    const { body } = operations.admin.draws.update;

    for (const [field, value] of Object.entries(draw))
      expect(body.safeParse({ [field]: value }).success).toBe(true);
    expect(body.safeParse({}).success).toBe(true);
    expect(body.safeParse({ statusOverride: 'ended' }).success).toBe(false);
  });

  it('is a timed release that says whether guests may enter', () => {
    const { body } = operations.admin.timedReleases.create;
    const release = { sequenceId: 'seq_1', name: 'Drop' };

    expect(body.safeParse({ ...release, supportsGuest: true }).success).toBe(true);
    expect(body.safeParse(release).success).toBe(false);
  });
});
