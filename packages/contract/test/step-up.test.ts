import { freshProofOperations, serverErrors, sessionEnds, stepUpOperations } from '@fanfare/contract';
import { operationList, refusalCodes } from '@fanfare/contract/operations';
import { describe, expect, it } from 'vitest';

describe('C9: the operations that need a fresh proof', () => {
  it.each([...stepUpOperations, ...freshProofOperations])(
    '%s exists, is for consumers, and may be refused for want of it',
    (id) => {
      const [row] = operationList.filter((each) => each.id === id);

      expect(row?.auth.flat()).toContain('consumer');
      expect(row && refusalCodes(row)).toContain('step_up_required');
    },
  );

  it('are the only ones that may be', () => {
    const may = operationList.filter((row) => refusalCodes(row).has('step_up_required'));

    expect(may.map(({ id }) => id).sort()).toEqual([...stepUpOperations, ...freshProofOperations].sort());
  });

  it('showing it is none of them', () => {
    expect(stepUpOperations).not.toContain('mfa.stepUp');
  });
});

describe('B14: what ends a session', () => {
  it('is among the codes of every call that a consumer makes', () => {
    const ends = sessionEnds.filter(({ on }) => on === 'call');
    const calls = operationList.filter(({ auth }) => auth.flat().includes('consumer'));

    for (const row of calls)
      expect([...refusalCodes(row)]).toEqual(expect.arrayContaining(ends.map(({ code }) => code)));
    for (const { code, status } of sessionEnds) expect(serverErrors[code].status).toBe(status);
  });

  it('is no second factor that is missing or wrong, and no address that is not proven', () => {
    const codes = sessionEnds.map(({ code }) => code);

    for (const code of [
      'step_up_required',
      'mfa_code_invalid',
      'email_unverified',
      'too_many_attempts',
    ] as const) {
      expect(codes).not.toContain(code);
    }
  });
});
