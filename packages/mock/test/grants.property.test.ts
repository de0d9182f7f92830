import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MockContext } from '../src/context.js';
import { createGrants, type GrantCheck, type GrantHolder, type Grants } from '../src/state/grants.js';

const tenant = { organizationId: 'org_aurora', mode: 'test' } as const;
const ann: GrantHolder = {
  tenant,
  consumerId: 'cons_ann',
  distributionId: 'queue_1',
  distributionType: 'queue',
};
const lifetimeMs = 100;

interface Bench {
  readonly grants: Grants;
  wait(ms: number): number;
}

function bench(): Bench {
  let [ids, now] = [0, 0];
  const context = {
    clock: { now: () => now },
    newId: (prefix: string) => `${prefix}_${(ids += 1)}`,
    newSecret: (prefix: string) => `${prefix}_secret`,
  } as unknown as MockContext; // all of it that grants use
  return { grants: createGrants(context), wait: (ms) => (now += ms) };
}

const script = fc.array(
  fc.record({
    do: fc.constantFrom('validate', 'check', 'use', 'revoke', 'wait'),
    ms: fc.integer({ min: 0, max: 60 }),
  }),
  { maxLength: 20 },
);

describe('C16: a grant, whatever is tried', () => {
  it('is validated at most once, and is good until it is used, revoked or expired, and no longer', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const { grants, wait } = bench();
        const token = grants.issue({ ...ann, issuedAt: 0, expiresAt: lifetimeMs });
        const claim = { tenant, token, distributionId: 'queue_1', consumerId: 'cons_ann' };
        const isGood = (check: GrantCheck): boolean => 'grant' in check;
        let [validated, over, now] = [false, false, 0];
        for (const { do: what, ms } of steps) {
          const good = !over && now < lifetimeMs;
          if (what === 'wait') now = wait(ms);
          if (what === 'check') expect(isGood(grants.check(claim))).toBe(good);
          if (what === 'validate') {
            expect(isGood(grants.validate(claim))).toBe(good && !validated);
            validated ||= good;
          }
          if (what === 'use' || what === 'revoke') {
            grants[what](ann);
            over = true;
          }
        }
      }),
    );
  });

  it('is a different text for every admission, of 256 bits that nobody can guess', () => {
    const { grants } = bench();
    const texts = Array.from({ length: 100 }, () => grants.issue({ ...ann, issuedAt: 0, expiresAt: null }));

    expect(new Set(texts).size).toBe(100);
    for (const text of texts) expect(text).toMatch(/^grant_[\w-]{43}$/);
  });

  it('is not good in any other form', () => {
    const { grants } = bench();
    const token = grants.issue({ ...ann, issuedAt: 0, expiresAt: null });

    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (index, character) => {
        fc.pre(token[index] !== character);
        const forged = token.slice(0, index) + character + token.slice(index + 1);
        const check = grants.check({ tenant, token: forged, distributionId: 'queue_1' });
        expect(check).toEqual({ code: 'grant_invalid' });
      }),
    );
  });
});
