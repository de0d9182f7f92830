import { describe, expect, it } from 'vitest';
import { mismatches, ownStateSchema, queueStateSchema, withTolerance } from '@fanfare/contract/schemas';

const tolerant = withTolerance(queueStateSchema, 'tolerant');
const strict = withTolerance(queueStateSchema, 'strict');
const queued = { status: 'QUEUED', position: 3, estimatedWaitTimeInSeconds: 90 };

describe('F12: tolerance', () => {
  it('lets an unknown field pass on the client and refuses it on the mock', () => {
    const value = { ...queued, colour: 'blue' };

    expect(tolerant.safeParse(value)).toEqual({ success: true, data: value });
    expect(strict.safeParse(value).success).toBe(false);
  });

  it('lets an unknown enum value and an unknown arm of a union pass on the client only', () => {
    const display = { ...queued, positionDisplayMode: 'poetic' };
    const arm = { status: 'PAUSED', since: 'noon' };

    expect(tolerant.safeParse(display).success).toBe(true);
    expect(strict.safeParse(display).success).toBe(false);
    expect(tolerant.safeParse(arm)).toEqual({ success: true, data: arm });
    expect(strict.safeParse(arm).success).toBe(false);
  });

  it('refuses a missing or mistyped field on both sides and names its path', () => {
    const missing = { status: 'QUEUED', estimatedWaitTimeInSeconds: 90 };
    const mistyped = { ...queued, position: '3' };

    for (const schema of [tolerant, strict]) {
      for (const value of [missing, mistyped]) {
        const paths = mismatches(schema.safeParse(value).error?.issues ?? []).map(({ path }) => path);
        expect(paths).toEqual(['position']);
      }
    }
  });

  it('reaches nested arrays and unions', () => {
    const value = {
      active: { journeys: [{ journeyStage: 'gated', experienceId: 'exp_1', gates: [], extra: 1 }] },
    };

    expect(withTolerance(ownStateSchema, 'tolerant').safeParse(value).data).toEqual(value);
    expect(withTolerance(ownStateSchema, 'strict').safeParse(value).success).toBe(false);
  });
});
