import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { totpCode, totpStep } from '../src/auth/totp.js';
import type { MockContext } from '../src/context.js';
import { createSecondFactors } from '../src/state/second-factors.js';
import { fromBase32 } from './support/from-base32.js';

const ada = 'cons_ada';
const stepMs = 30_000;

const script = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('enroll', 'confirm', 'remove', 'renew'), number: fc.constant(0) }),
    fc.record({ do: fc.constant('wait'), number: fc.integer({ min: 0, max: 2 }) }),
    fc.record({ do: fc.constant('code'), number: fc.integer({ min: -2, max: 2 }) }),
    fc.record({ do: fc.constant('backup'), number: fc.integer({ min: 0, max: 9 }) }),
  ),
  { maxLength: 60 },
);

/** What is known of a second factor without looking at how it is kept. */
interface Model {
  secret: Uint8Array | undefined;
  isConfirmed: boolean;
  lastStep: number;
  left: Set<string>;
}

const none = (): Model => ({ secret: undefined, isConfirmed: false, lastStep: -1, left: new Set() });

it('C9: whatever is tried, a code works once and not before it counts, and a backup code works once', () => {
  fc.assert(
    fc.property(script, (steps) => {
      let now = 1_000_000 * stepMs;
      const context = { clock: { now: () => now } } as unknown as MockContext; // all of it that second factors use
      const factors = createSecondFactors(context);
      let model = none();
      let issued: readonly string[] = [];

      for (const { do: what, number } of steps) {
        const { secret = new Uint8Array(20) } = model;
        const present = totpStep(now);
        const code = totpCode(secret, present + number);
        // Two steps may have the same code by chance, once in a million.
        const step = [present - 1, present, present + 1].find(
          (each) => each > model.lastStep && totpCode(secret, each) === code,
        );
        const isExpected = model.isConfirmed && step !== undefined;
        switch (what) {
          case 'enroll':
            if (model.isConfirmed) break; // the handler refuses it
            model = { ...none(), secret: fromBase32(factors.enroll(ada)) };
            break;
          case 'confirm': {
            const outcome = factors.confirm(ada, code);
            const mayConfirm = model.secret !== undefined && !model.isConfirmed;
            expect(Array.isArray(outcome)).toBe(mayConfirm);
            if (!Array.isArray(outcome)) break;
            issued = outcome;
            model = { ...model, isConfirmed: true, lastStep: step ?? NaN, left: new Set(issued) };
            break;
          }
          case 'code':
            expect(factors.takeCode(ada, code)).toBe(isExpected);
            if (isExpected) model.lastStep = step;
            break;
          case 'backup': {
            const backupCode = issued[number] ?? 'aaaa-bbbb-cccc-dddd';
            expect(factors.takeBackupCode(ada, backupCode)).toBe(model.left.delete(backupCode));
            break;
          }
          case 'renew': {
            const renewed = factors.renewBackupCodes(ada);
            expect(renewed !== undefined).toBe(model.isConfirmed);
            if (renewed === undefined) break;
            issued = renewed;
            model.left = new Set(renewed);
            break;
          }
          case 'remove':
            expect(factors.remove(ada)).toBe(model.secret !== undefined);
            model = none();
            break;
          case 'wait':
            now += number * stepMs;
        }
        expect(factors.has(ada)).toBe(model.isConfirmed);
      }
    }),
    { numRuns: 300 },
  );
});
