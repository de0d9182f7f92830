import type { AuditEntry } from '@fanfare/contract/admin';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mostUnproven } from '../src/audit/unproven-calls.js';
import { mockApi } from './support/mock-api.js';

let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({
    now: '2026-11-22T10:00:00Z',
    addressFrom: 'x-from',
    withoutRateLimits: true,
  });
});
afterEach(async () => {
  expect(platform.defects).toEqual([]);
  await platform.close();
});

const entries = async (secret: string) => {
  const { body } = await mockApi(platform).call<{ data: AuditEntry[] }>('admin.auditLog.list', {
    signedBy: secret,
    query: '?first=100&sortDir=asc',
  });
  return body.data;
};

/** Calls with a publishable key and a token that is none, each time from another address. */
async function knock(publishableKey: string, times: number): Promise<void> {
  for (let call = 0; call < times; call += 1) {
    const headers = {
      'x-publishable-key': publishableKey,
      authorization: 'Bearer eyJhbGciOiJFZERTQSJ9.e30.AAAA',
      'x-from': `203.0.113.${call % 250}`,
    };
    const url = `${platform.origin}/consumer/api/auth/logout`;
    expect((await platform.fetch(url, { method: 'POST', headers })).status).toBe(401);
  }
}

describe('J3, F4: calls that show a publishable key and prove nothing', () => {
  it('fill nobody’s log, from however many addresses they come', async () => {
    const [aurora, borealis] = platform.world.organizations;

    await knock(aurora.keys.test.publishable, 150);
    await knock(borealis.keys.test.publishable, 2);

    expect(await entries(aurora.keys.test.secret)).toHaveLength(mostUnproven);
    expect(await entries(borealis.keys.test.secret)).toHaveLength(2);
    await platform.clock.advance('1m');
    const told = await entries(aurora.keys.test.secret);
    expect(told).toHaveLength(mostUnproven + 1);
    expect(told.at(-1)).toMatchObject({
      action: 'unproven.attempts',
      outcome: 'denied',
      actor: { type: 'anonymous', id: null },
      changes: [{ field: 'furtherAttempts', to: 150 - mostUnproven }],
    });
    expect(await entries(borealis.keys.test.secret)).toHaveLength(2);
  });

  it('are written down one by one again in the next minute', async () => {
    const [{ keys }] = platform.world.organizations;
    await knock(keys.test.publishable, mostUnproven + 1);
    await platform.clock.advance('1m');

    await knock(keys.test.publishable, 1);

    expect(await entries(keys.test.secret)).toHaveLength(mostUnproven + 2);
  });
});
