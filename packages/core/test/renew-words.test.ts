import { describe, expect, test } from 'vitest';
import { renewOwnState, renewState } from '../src/renew-words.js';

const grant = 'adm_0123456789abcdef';

describe('the words of older platforms', () => {
  test.each([
    [
      { status: 'ADMITTED', admissionToken: grant },
      { status: 'GRANTED', admissionGrant: grant },
    ],
    [
      { status: 'ADMITTED', admittanceToken: grant },
      { status: 'GRANTED', admissionGrant: grant },
    ],
    [
      { status: 'WON', admissionToken: grant },
      { status: 'WON', admissionGrant: grant },
    ],
    [
      { status: 'DENIED', denyReason: 'BOT_DETECTED' },
      { status: 'DENIED', reason: 'BOT_DETECTED' },
    ],
    [
      { status: 'GRANTED', admissionGrant: grant, admissionToken: 'old', admittanceToken: 'older' },
      { status: 'GRANTED', admissionGrant: grant },
    ],
    [
      { status: 'DENIED', reason: 'new', denyReason: 'old' },
      { status: 'DENIED', reason: 'new' },
    ],
    [
      { status: 'QUEUED', denyReason: null },
      { status: 'QUEUED', denyReason: undefined },
    ],
  ])('%j becomes %j', (old, renewed) => {
    const before = structuredClone(old);

    expect(renewState(old)).toEqual(renewed);
    expect(old).toEqual(before);
  });

  test.each([null, 'ADMITTED', 7, [{ status: 'ADMITTED' }]])(
    'what is no state stays as it is: %j',
    (value) => {
      expect(renewState(value)).toBe(value);
      expect(renewOwnState(value)).toBe(value);
    },
  );

  test('are mapped inside journeys, and nowhere else', () => {
    const journey = (consumer: unknown) => ({
      journeyStage: 'routed',
      sequence: { phase: 'granted', consumer },
    });
    const state = (consumer: unknown) => ({
      active: { journeys: [journey(consumer), null, {}] },
      status: 'admitted',
    });

    expect(renewOwnState(state({ status: 'admitted', admittanceToken: grant }))).toEqual(
      state({ status: 'granted', admissionGrant: grant }),
    );
  });
});
