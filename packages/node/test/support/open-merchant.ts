import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { FanfareServer, type FanfareServerOptions } from '@fanfare/node';
import { expect, onTestFinished } from 'vitest';
import { impatientClock } from './impatient-clock.js';

type Shop = MockPlatform['world']['organizations'][number];

/** A merchant's backend, and the platform that it talks to. */
export interface Merchant {
  readonly platform: MockPlatform;
  readonly shop: Shop;
  readonly fanfare: FanfareServer;
  /** Opens the backend of the other organization. */
  readonly competitor: FanfareServer;
  /** Opens another backend of the merchant. */
  open(options: Partial<FanfareServerOptions>): FanfareServer;
  /** How many requests an operation got. */
  calls(operation: string): number;
}

/**
 * Opens a platform for one test, of the profile of the client; the platform finds no fault with its own answers, or
 * the test fails.
 */
export function openMerchant(options?: Partial<FanfareServerOptions>): Merchant {
  const profile = options?.profile ?? 'full';
  const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', profile });
  onTestFinished(async () => {
    expect(platform.defects).toEqual([]);
    await platform.close();
  });
  const [shop, other] = platform.world.organizations;
  // The time of the platform, and no waiting between attempts.
  const clock = { now: () => platform.clock.now(), setTimeout: impatientClock.setTimeout };
  const open = (owner: Shop, more?: Partial<FanfareServerOptions>): FanfareServer =>
    new FanfareServer({
      secretKey: owner.keys.test.secret,
      baseUrl: platform.origin,
      fetch: platform.fetch,
      clock,
      ...options,
      ...more,
    });
  return {
    platform,
    shop,
    fanfare: open(shop),
    competitor: open(other),
    open: (more) => open(shop, more),
    calls: (operation) => platform.requests.filter((request) => request.operation === operation).length,
  };
}
