import { startMockServer, type MockServer } from '@fanfare/mock/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '@fanfare/core';
import { FanfareServer } from '@fanfare/node';
import { admittedShopper } from '../support/shopper.js';

let server: MockServer;

beforeEach(async () => {
  server = await startMockServer({ flow: false });
});

afterEach(async () => {
  expect(server.platform.defects).toEqual([]);
  await server.close();
});

describe('E12: over real HTTP', () => {
  it('a grant is validated and completed, the secret staying at home', async () => {
    const [shop] = server.platform.world.organizations;
    const fanfare = new FanfareServer({
      secretKey: shop.keys.test.secret,
      baseUrl: server.url,
      organizationId: shop.id,
      expectMode: 'test',
      clock: { now: () => server.platform.clock.now(), setTimeout: systemClock.setTimeout },
    });
    const { grant, consumerId, accessToken } = await admittedShopper(server.platform, shop);
    const subject = { consumerId, distributionId: shop.queue.id, distributionType: 'queue' } as const;

    await expect(fanfare.tokens.verify(accessToken)).resolves.toMatchObject({ consumerId });
    await expect(fanfare.admissions.validate({ ...subject, token: grant })).resolves.toMatchObject({
      valid: true,
    });
    await expect(fanfare.admissions.validate({ ...subject, token: grant })).rejects.toMatchObject({
      code: 'grant_used',
    });
    await expect(fanfare.admissions.complete(subject)).resolves.toMatchObject({ alreadyCompleted: false });
    expect(server.platform.requests.some(({ containsSecretKey }) => containsSecretKey)).toBe(false);
  });
});
