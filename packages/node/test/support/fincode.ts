import { createMockPlatform, fincodeUser, type MockPlatform } from '@fanfare/mock';
import { expect, onTestFinished } from 'vitest';
import { fincodeExchange, type FincodeExchangeOptions, type TokenExchange } from '@fanfare/node/credentials';
import type { Clock } from '@fanfare/core';
import { impatientClock } from './impatient-clock.js';

/** A platform that one logs in at, in the manner of FinCode; each refresh token works once there. */
export interface FincodePlatform {
  readonly platform: MockPlatform;
  /** The time of the platform, and no waiting. */
  readonly clock: Clock;
  readonly baseUrl: string;
  exchange(options?: Partial<FincodeExchangeOptions>): TokenExchange;
  /** How many calls of a kind arrived. */
  calls(name: 'login' | 'refresh-token' | 'logout'): number;
  /** Asks for something that takes a good token. */
  balance(token: string): Promise<Response>;
}

export function openFincode(): FincodePlatform {
  const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', doors: ['fincode'] });
  onTestFinished(async () => {
    expect(platform.defects).toEqual([]);
    await platform.close();
  });
  const counts = new Map<string, number>();
  const fetch: typeof globalThis.fetch = (input, init) => {
    const path = new URL(new Request(input).url).pathname;
    counts.set(path, (counts.get(path) ?? 0) + 1);
    return platform.fetch(input, init);
  };
  const baseUrl = `${platform.origin}/fincode/api/v6/services`;
  const clock = { now: () => platform.clock.now(), setTimeout: impatientClock.setTimeout };
  return {
    platform,
    clock,
    baseUrl,
    exchange: (options) =>
      fincodeExchange({
        baseUrl,
        email: fincodeUser.email,
        password: fincodeUser.currentPassword,
        fetch,
        clock,
        ...options,
      }),
    calls: (name) => counts.get(`/fincode/api/v6/services/securitymanagement/${name}`) ?? 0,
    balance: (token) =>
      platform.fetch(`${baseUrl}/ledger/account-balance/acc_aurora`, { headers: { 'x-auth-token': token } }),
  };
}
