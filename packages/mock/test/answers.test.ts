import type { OperationId } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { checkAnswer, checkRefusal } from '../src/router/check-answer.js';
import { MockRefusal } from '../src/refusal.js';
import { mockApi, operationOf } from './support/mock-api.js';

describe('the check of our own answers', () => {
  const good = { left: true };

  it('accepts what fits', () => {
    expect(checkAnswer(operationOf('experiences.leave'), good)).toBeUndefined();
    expect(checkAnswer(operationOf('auth.logout'), undefined)).toBeUndefined();
  });

  it.each<[string, OperationId, unknown]>([
    ['a field too many', 'experiences.leave', { ...good, why: 'x' }],
    ['a field too few', 'experiences.leave', {}],
    ['a field of another type', 'experiences.leave', { left: 'yes' }],
    ['a body where there is none', 'auth.logout', {}],
    ['no body where there is one', 'experiences.leave', undefined],
  ])('refuses %s', (_, id, body) => {
    expect(checkAnswer(operationOf(id), body)).toContain(id);
  });

  it('refuses a code that the operation does not declare, and an error body of another form', () => {
    const guest = operationOf('auth.guest');
    const body = { error: 'otp_invalid' };

    expect(checkRefusal(guest, new MockRefusal('otp_invalid', 'x'), body)).toContain('does not declare');
    expect(
      checkRefusal(operationOf('auth.verifyOtp'), new MockRefusal('otp_invalid', 'x'), body),
    ).toBeUndefined();
    expect(checkRefusal(guest, new MockRefusal('not_found', 'x'), { code: 'not_found' })).toContain('fit');
  });

  it('turns a broken answer into a plain 500 and a defect that says what is wrong', async () => {
    const platform = createMockPlatform();
    platform.settings.refreshTokenTtlSeconds = 1.5;

    const answer = await mockApi(platform).call('auth.guest', { pk: 'pk_test_aurora_mock' });

    expect([answer.status, answer.error]).toEqual([500, 'internal_error']);
    expect(JSON.stringify(answer.body)).not.toMatch(/refreshTokenTtlSeconds|at .*\.ts/);
    expect(platform.defects).toEqual([expect.stringContaining('refreshTokenTtlSeconds')]);
  });

  it('lets it through when it is switched off', async () => {
    const platform = createMockPlatform({ strict: false });
    platform.settings.refreshTokenTtlSeconds = 1.5;

    const answer = await mockApi(platform).call('auth.guest', { pk: 'pk_test_aurora_mock' });

    expect(answer.status).toBe(200);
  });
});
