import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { mismatches, ownStateSchema, queueStateSchema, withTolerance } from '@fanfare/contract/schemas';
import { exact } from '../src/exact.js';

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

describe('a tolerant reader, where a platform is less exact than the contract', () => {
  const tolerant = withTolerance(
    z.object({
      url: z.url(),
      mail: z.email(),
      name: z.string().check(z.maxLength(3)),
      tags: z.array(z.string()).check(z.maxLength(1)),
      price: exact(z.string().check(z.regex(/^\d+$/))),
    }),
    'tolerant',
  );
  const good = { url: '/products/q', mail: 'root@localhost', name: 'longer', tags: ['a', 'b'], price: '1' };

  it('takes a text or a list of any form, on which nothing depends', () => {
    expect(tolerant.safeParse(good).success).toBe(true);
  });

  it.each([
    ['another type', { ...good, url: 7 }],
    ['nothing', { ...good, mail: undefined }],
    ['no list', { ...good, tags: 'a' }],
    ['another form of what something depends on', { ...good, price: 'free' }],
  ])('does not take %s', (_what, value) => {
    expect(tolerant.safeParse(value).success).toBe(false);
  });
});
