import type { Fault } from '@fanfare/mock';
import { FanfareError } from '@fanfare/node';
import { describe, expect, it } from 'vitest';
import { openMerchant, type Merchant } from '../support/open-merchant.js';
import { guestShopper, type Shopper } from '../support/shopper.js';

async function openTill(): Promise<Merchant & { shopper: Shopper }> {
  const merchant = openMerchant({ organizationId: 'org_aurora' });
  return { ...merchant, shopper: await guestShopper(merchant.platform, merchant.shop) };
}

describe('B9: verifying a token with its session', () => {
  it('asks the platform, once for every token, and says so', async () => {
    const { fanfare, shopper, calls } = await openTill();

    const consumer = await fanfare.tokens.verify(shopper.accessToken, { checkSession: true });

    expect(consumer).toMatchObject({
      consumerId: shopper.consumerId,
      sessionChecked: true,
      authLevel: 'guest',
      authenticatedAt: '2026-11-22T10:00:00.000Z',
    });
    expect(calls('admin.tokens.introspect')).toBe(1);
  });

  it('asks nobody offline, and says so', async () => {
    const { fanfare, shopper, calls } = await openTill();

    const { sessionChecked } = await fanfare.tokens.verify(shopper.accessToken);

    expect([sessionChecked, calls('admin.tokens.introspect')]).toEqual([false, 0]);
  });

  it('refuses the unexpired token of a session that the merchant ended, which offline still passes', async () => {
    const { fanfare, shopper } = await openTill();
    const { sessionId } = await fanfare.tokens.verify(shopper.accessToken);
    await fanfare.admin.consumers.sessions.revoke({ consumerId: shopper.consumerId, sessionId });

    await expect(fanfare.tokens.verify(shopper.accessToken)).resolves.toMatchObject({
      sessionChecked: false,
    });
    await expect(fanfare.tokens.verify(shopper.accessToken, { checkSession: true })).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 'session_revoked',
    });
  });

  it.each<[string, Fault, string]>([
    ['an answer of 503', { status: 503 }, 'service_unavailable'],
    ['an answer that is lost', { loseAnswer: true }, 'network_error'],
    ['an answer that says nothing', { body: '{}', contentType: 'application/json' }, 'invalid_response'],
    ['a page of a proxy', { body: '<html>ok</html>', contentType: 'text/html' }, 'invalid_response'],
  ])('fails closed: %s lets nothing pass', async (_what, fault, code) => {
    const { fanfare, shopper, platform } = await openTill();
    platform.fault({ operation: 'admin.tokens.introspect', ...fault });

    await expect(
      fanfare.tokens.verify(shopper.accessToken, { checkSession: true, maxRetries: 1 }),
    ).rejects.toMatchObject({ code });
  });

  it('fails closed on a platform that has no such call', async () => {
    const { platform, shop, fanfare } = openMerchant({
      profile: 'hosted',
      bearer: true,
      organizationId: 'org_aurora',
    });
    const { accessToken } = await guestShopper(platform, shop);

    await expect(fanfare.tokens.verify(accessToken, { checkSession: true })).rejects.toBeInstanceOf(
      FanfareError,
    );
  });

  it('asks nothing about a token that is bad in itself', async () => {
    const { fanfare, shopper, calls } = await openTill();

    await expect(
      fanfare.tokens.verify(`${shopper.accessToken}x`, { checkSession: true }),
    ).rejects.toMatchObject({
      code: 'invalid_token',
    });
    expect(calls('admin.tokens.introspect')).toBe(0);
  });
});

describe('B14, C4: ending sessions from the server', () => {
  it('ends all sessions of a consumer at once', async () => {
    const { fanfare, shopper } = await openTill();
    const listed = await fanfare.admin.consumers.sessions.list(shopper.consumerId);

    const { revoked } = await fanfare.admin.consumers.sessions.revokeAll(shopper.consumerId);

    expect(listed).toMatchObject([{ deviceLabel: 'Unknown browser' }]);
    expect(revoked).toBe(1);
    await expect(shopper.call('GET /consumers/me')).rejects.toThrow(/401 .*session_revoked/);
  });
});
