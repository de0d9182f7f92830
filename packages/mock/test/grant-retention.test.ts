import { describe, expect, it } from 'vitest';
import type { MockContext } from '../src/context.js';
import { createGrants, toldForMs, type GrantHolder } from '../src/state/grants.js';
import { dumpState } from './support/dump-state.js';

const tenant = { organizationId: 'org_aurora', mode: 'test' } as const;
const holder = (name: string): GrantHolder => ({
  tenant,
  consumerId: `cons_${name}`,
  distributionId: 'queue_1',
  distributionType: 'queue',
});

function bench() {
  let [ids, now] = [0, 0];
  const context = {
    clock: { now: () => now },
    newId: (prefix: string) => `${prefix}_${(ids += 1)}`,
    newSecret: (prefix: string) => `${prefix}_secret`,
  } as unknown as MockContext; // all of it that grants use
  const grants = createGrants(context);
  const claim = (token: string) => ({ tenant, token, distributionId: 'queue_1' });
  const codeOf = (token: string) => {
    const check = grants.check(claim(token));
    return 'code' in check ? check.code : 'good';
  };
  return { grants, codeOf, wait: (ms: number) => (now += ms), claim };
}

describe('C16: a grant that ended', () => {
  it.each([
    ['used, with an end', 1_000, 'use', 'grant_used'],
    ['used, without one', null, 'use', 'grant_used'],
    ['revoked', null, 'revoke', 'grant_invalid'],
    ['expired', 1_000, undefined, 'grant_expired'],
    ['validated and expired', 1_000, 'validate', 'grant_expired'],
  ] as const)('is told from others for a day, and then forgotten: %s', (_, expiresAt, how, code) => {
    const { grants, codeOf, wait, claim } = bench();
    const token = grants.issue({ ...holder('ann'), issuedAt: 0, expiresAt });
    if (how === 'validate') grants.validate(claim(token));
    else if (how !== undefined) grants[how](holder('ann'));

    wait((expiresAt ?? 0) + toldForMs - 1);
    expect(codeOf(token)).toBe(code);
    wait(1);
    expect(codeOf(token)).toBe('grant_invalid');
    expect(grants.text(holder('ann'))).toBeUndefined();
    expect(dumpState(grants).filter(({ text }) => text.includes('ann'))).toEqual([]);
  });

  it('makes place for the one after it, which stays good', () => {
    const { grants, codeOf, wait } = bench();
    grants.issue({ ...holder('ann'), issuedAt: 0, expiresAt: 1_000 });
    const next = grants.issue({ ...holder('ann'), issuedAt: 0, expiresAt: null });

    wait(10 * toldForMs);

    expect(codeOf(next)).toBe('good');
    expect(grants.text(holder('ann'))).toBe(next);
  });

  it('takes no memory for long, however many there were', () => {
    const { grants, wait } = bench();
    for (let day = 0; day < 30; day += 1) {
      for (let each = 0; each < 10; each += 1) {
        const one = holder(`${day}_${each}`);
        grants.issue({ ...one, issuedAt: 0, expiresAt: null });
        grants.use(one);
      }
      wait(toldForMs);
    }
    grants.issue({ ...holder('last'), issuedAt: 0, expiresAt: null });

    const kept = new Set(dumpState(grants).flatMap(({ text }) => /^cons_\w+$/.exec(text) ?? []));
    expect([...kept]).toEqual(['cons_last']);
  });
});
