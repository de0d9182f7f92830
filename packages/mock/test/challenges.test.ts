import { describe, expect, it } from 'vitest';
import type { ChallengeVerdict, RouteResult } from '@fanfare/contract';
import { openShop, type TestShop, type TestShopper } from './support/open-shop.js';

async function shopWithCheck(): Promise<{ shop: TestShop; ann: TestShopper }> {
  const shop = openShop();
  shop.organization.sequence.botCheck = 'required';
  const ann = await shop.guest();
  await ann.call('POST', `/experiences/${shop.experienceId}/enter`);
  return { shop, ann };
}

async function route(shop: TestShop, shopper: TestShopper): Promise<RouteResult> {
  const { body } = await shopper.call('POST', `/experiences/${shop.experienceId}/route`, {});
  return body as unknown as RouteResult;
}

async function challengeOf(shop: TestShop, shopper: TestShopper): Promise<string> {
  const gate = (await route(shop, shopper)).selected?.gates.find(({ type }) => type === 'bot_check');
  if (gate?.type !== 'bot_check' || gate.challenge === undefined) throw new Error('There is no challenge.');
  return gate.challenge.id;
}

async function verify(shopper: TestShopper, challengeId: string, token: string): Promise<ChallengeVerdict> {
  const { status, body } = await shopper.call('POST', '/challenges/verify', { challengeId, token });
  expect(status).toBe(200);
  return body as unknown as ChallengeVerdict;
}

async function failOnce(shop: TestShop, shopper: TestShopper): Promise<ChallengeVerdict> {
  return verify(shopper, await challengeOf(shop, shopper), 'fail');
}

describe('G12: a bot check in front of a sequence', () => {
  it('gates the way until it is passed, and then gives a proof that runs out', async () => {
    const { shop, ann } = await shopWithCheck();
    const gated = await route(shop, ann);
    const id = await challengeOf(shop, ann);

    expect(gated).toMatchObject({
      outcome: 'gated',
      selected: {
        gates: [
          {
            type: 'bot_check',
            status: 'required',
            reason: { code: 'BOT_REQUIRED' },
            challenge: { id, provider: 'turnstile', expiresAt: '2026-11-22T10:05:00.000Z' },
          },
        ],
      },
      outcomeReasons: [{ code: 'BOT_REQUIRED' }],
    });
    expect(await ann.call('POST', `/queues/${shop.queueId}/enter`)).toMatchObject({ status: 403 });

    expect(await verify(ann, id, 'pass')).toEqual({ status: 'passed', challengeId: id });
    const { outcome, selected } = await route(shop, ann);
    expect(outcome).toBe('routed');
    expect(selected).toMatchObject({
      sequenceCapabilityGrant: expect.stringMatching(/^scg_/),
      sequenceCapabilityGrantExpiresAt: '2026-11-22T10:15:00.000Z',
    });
    expect(await ann.call('POST', `/queues/${shop.queueId}/enter`)).toMatchObject({ status: 200 });
    await shop.platform.clock.advance('15m');
    const later = (await route(shop, ann)).selected?.sequenceCapabilityGrant;
    expect(later).not.toBe(selected?.sequenceCapabilityGrant);
    expect(shop.platform.defects).toEqual([]);
  });

  it('counts failures, blocks after the third, and lets try again later', async () => {
    const { shop, ann } = await shopWithCheck();

    expect(await failOnce(shop, ann)).toMatchObject({
      status: 'failed',
      mitigation: { attemptsRemaining: 2 },
    });
    expect(await failOnce(shop, ann)).toMatchObject({ mitigation: { attemptsRemaining: 1 } });
    expect(await failOnce(shop, ann)).toMatchObject({
      status: 'blocked',
      mitigation: { attemptsRemaining: 0, blockedUntil: '2026-11-22T10:10:00.000Z' },
    });

    expect(await route(shop, ann)).toMatchObject({
      outcome: 'gated',
      selected: { gates: [{ status: 'blocked', mitigation: { blockedUntil: '2026-11-22T10:10:00.000Z' } }] },
      outcomeReasons: [{ code: 'BOT_BLOCKED' }],
    });
    await shop.platform.clock.advance('10m');
    expect(await verify(ann, await challengeOf(shop, ann), 'XXXX.DUMMY.TOKEN.XXXX')).toMatchObject({
      status: 'passed',
    });
    expect(shop.platform.defects).toEqual([]);
  });

  it('takes the answer to a challenge once, in time, and from its own shopper', async () => {
    const { shop, ann } = await shopWithCheck();
    const bob = await shop.guest();
    const first = await challengeOf(shop, ann);
    const answer = async (shopper: TestShopper, challengeId: string) =>
      (await shopper.call('POST', '/challenges/verify', { challengeId, token: 'pass' })).status;

    expect(await answer(bob, first)).toBe(404);
    await failOnce(shop, ann);
    expect(await answer(ann, first)).toBe(404);
    const second = await challengeOf(shop, ann);
    await shop.platform.clock.advance('5m');
    expect(await answer(ann, second)).toBe(404);
    expect(await answer(ann, await challengeOf(shop, ann))).toBe(200);
  });

  it('keeps a pass when the guest turns out to be somebody', async () => {
    const { shop, ann } = await shopWithCheck();
    await shop.member('ann@example.com');
    await verify(ann, await challengeOf(shop, ann), 'pass');

    const member = await shop.member('ann@example.com', ann);

    expect(await route(shop, member)).toMatchObject({ outcome: 'routed' });
  });

  it('serves a frame that any page may show, and that runs nothing but its own script', async () => {
    const { shop, ann } = await shopWithCheck();
    const gate = (await route(shop, ann)).selected?.gates[0];
    const url = gate?.type === 'bot_check' ? gate.challenge?.iframeUrl : undefined;

    const page = await shop.platform.fetch(url ?? '');

    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toMatch(
      /script-src 'sha256-.+'; frame-ancestors \*$/,
    );
    expect(await page.text()).toContain('data-token="pass"');
  });

  it('is switched over the control surface, too', async () => {
    const shop = openShop();
    const set = (id: string, body: object) =>
      shop.platform.fetch(`${shop.platform.origin}/__mock/sequences/${id}`, {
        method: 'PATCH',
        body: JSON.stringify(body),
      });
    const { id } = shop.organization.sequence;

    expect((await set(id, { botCheck: 'required' })).status).toBe(200);
    expect(await route(shop, await shop.guest())).toMatchObject({ outcome: 'gated' });
    expect((await set(id, { botCheck: 'maybe' })).status).toBe(400);
    expect((await set('seq_nowhere', { botCheck: 'off' })).status).toBe(404);
  });
});
