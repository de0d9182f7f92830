import type { AuthSession, Checkout, ExternalAuthorization } from '@fanfare/contract';
import { operationList, type OperationId } from '@fanfare/contract/operations';
import { createMockPlatform, type MockPlatform, type MockPlatformOptions } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { checkAnswer, checkRefusal } from '../src/router/check-answer.js';
import { MockRefusal } from '../src/refusal.js';
import { mockApi, operationOf, type TestAnswer, type TestCall } from './support/mock-api.js';
import { sampleCalls, type SampleIds } from './support/sample-calls.js';

/** Calls every operation of the table so that it succeeds, as one shopper and one merchant would. */
async function walk(options: MockPlatformOptions) {
  const platform = createMockPlatform(options);
  const [shop] = platform.world.organizations;
  const { publishable: pk, secret } = shop.keys.test;
  const { call } = mockApi(platform);
  const statuses = new Map<OperationId, number>();
  const note = async <Body>(id: OperationId, given: TestCall): Promise<Body> => {
    const answer = await call<Body>(id, given);
    statuses.set(id, answer.status);
    return answer.body;
  };
  const merchant: TestCall = options.profile === 'hosted' ? { sk: secret } : { signedBy: secret };

  await note('jwks.get', {});
  const guest = await note<AuthSession>('auth.guest', { pk });
  await note('auth.requestOtp', { pk, body: { email: 'ada@example.com' } });
  const { session, refreshToken } = await note<AuthSession>('auth.verifyOtp', {
    pk,
    token: guest.accessToken,
    body: { email: 'ada@example.com', code: platform.otpFor('ada@example.com') },
  });
  const { accessToken: token } = await note<AuthSession>('auth.refresh', { pk, body: { refreshToken } });
  const authorize = sampleCalls(shop, { consumerId: '', refreshToken: '', grant: '', orderId: '' });
  const external = await note<ExternalAuthorization>('auth.authorizeExternal', {
    ...authorize['auth.authorizeExternal'],
    ...merchant,
  });
  await note('auth.exchangeExternal', { pk, body: { exchangeCode: external.exchangeCode } });

  const ids = { consumerId: session.consumerId, refreshToken, grant: '', orderId: '' };
  const sample = (more: Partial<SampleIds> = {}) => sampleCalls(shop, { ...ids, ...more });
  const asShopper = { pk, token };
  for (const id of ['experiences.get', 'experiences.enter', 'experiences.route', 'queues.get'] as const) {
    await note(id, { ...sample()[id], ...asShopper });
  }
  await note('experiences.archivedStatus', { ...sample()['experiences.archivedStatus'], pk });
  await note('queues.enter', { ...sample()['queues.enter'], ...asShopper });
  const admitted = await note<{ admissionGrant: string }>('queues.admit', {
    ...sample()['queues.admit'],
    ...merchant,
  });
  for (const id of ['queues.status', 'consumers.me'] as const)
    await note(id, { ...sample()[id], ...asShopper });
  await note('consumers.get', { ...sample()['consumers.get'], ...merchant });

  const bought = sample({ grant: admitted.admissionGrant });
  const { orderId } = await note<Checkout>('checkout.create', { ...bought['checkout.create'], ...merchant });
  await platform.fetch(`${platform.origin}/__mock/pay/${orderId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'action=pay',
  });
  await note('checkout.refund', { ...sample({ orderId })['checkout.refund'], ...merchant });

  const cancelled = await nextShopper();
  const second = await call<Checkout>('checkout.create', {
    ...merchant,
    body: { ...(cancelled.samples['checkout.create'].body as object), idempotencyKey: 'sample-key-2' },
  });
  await note('checkout.cancel', {
    ...sample({ orderId: second.body.orderId })['checkout.cancel'],
    ...merchant,
  });
  const third = await nextShopper();
  await note('admissions.validate', { ...third.samples['admissions.validate'], ...merchant });
  await note('admissions.complete', { ...third.samples['admissions.complete'], ...merchant });

  const fourth = await call<AuthSession>('auth.guest', { pk });
  const leaver = { pk, token: fourth.body.accessToken };
  shop.queue.admitRate = 0.001;
  await call('queues.enter', { ...sample()['queues.enter'], ...leaver });
  await note('queues.leave', { ...sample()['queues.leave'], ...leaver });
  await call('queues.enter', { ...sample()['queues.enter'], ...leaver });
  await note('queues.deny', {
    ...sample({ consumerId: fourth.body.session.consumerId })['queues.deny'],
    ...merchant,
  });
  await note('experiences.leave', { ...sample()['experiences.leave'], ...asShopper });
  await note('auth.logout', asShopper);
  return { platform, statuses };

  async function nextShopper() {
    const next = await call<AuthSession>('auth.guest', { pk });
    const { consumerId } = next.body.session;
    await call('queues.enter', { ...sample()['queues.enter'], pk, token: next.body.accessToken });
    const { body } = await call<{ admissionGrant: string }>('queues.admit', {
      ...sample({ consumerId })['queues.admit'],
      ...merchant,
    });
    return { samples: sample({ consumerId, grant: body.admissionGrant }) };
  }
}

describe('F12: every operation', () => {
  it.each(['full', 'hosted'] as const)(
    'answers as the contract says, strictly, on the %s profile',
    async (profile) => {
      const { platform, statuses } = await walk({ profile, now: '2026-11-22T10:00:00Z' });
      await platform.settle();

      const expected = operationList.map(({ id, response, stability }) => {
        const isServed = profile === 'full' || stability !== 'extension';
        return [id, isServed ? (response === undefined ? 204 : 200) : 404];
      });
      expect([...statuses].sort()).toEqual(expected.sort());
      expect(platform.defects).toEqual([]);
    },
  );
});

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
    const platform = createMockPlatform({ strict: false, settings: { refreshTokenTtlSeconds: 1.5 } });

    const answer = await mockApi(platform).call('auth.guest', { pk: 'pk_test_aurora_mock' });

    expect(answer.status).toBe(200);
  });
});

describe('D6: the ids of another organization or mode', () => {
  const withIds = operationList
    .filter(({ params }) => params !== undefined)
    .map(({ id }) => id as OperationId);
  const foreigners = ['the other organization', 'the other mode'] as const;
  const rows = withIds.flatMap((id) => foreigners.map((who) => [id, who] as const));

  async function asked(
    id: OperationId,
    who: (typeof foreigners)[number],
  ): Promise<[TestAnswer, TestAnswer, MockPlatform]> {
    const platform = createMockPlatform();
    const [aurora, borealis] = platform.world.organizations;
    const { call, guest } = mockApi(platform);
    const owner = await guest(aurora.keys.test);
    const keys = who === 'the other mode' ? aurora.keys.live : borealis.keys.test;
    const stranger = await guest(keys);
    const asStranger: TestCall = operationOf(id).auth.flat().includes('sk')
      ? { signedBy: keys.secret }
      : { pk: keys.publishable, token: stranger.accessToken };
    const { consumerId } = owner.session;
    const grant = 'grant_0123456789abcdef';
    const samples = sampleCalls(aurora, { consumerId, refreshToken: 'rt', grant, orderId: 'ord_x' });
    const { params = {}, ...rest } = samples[id];
    const foreign = await call(id, { params, ...rest, ...asStranger });
    const renamed = Object.entries(params).map(([name, value]) =>
      name === 'distributions' ? [name, value] : [name, 'unknown_id'],
    );
    const unknown = await call(id, { ...rest, params: Object.fromEntries(renamed), ...asStranger });
    return [foreign, unknown, platform];
  }

  it.each(rows)('%s for %s answers exactly as for an unknown id', async (id, who) => {
    const [foreign, unknown, platform] = await asked(id, who);

    const withoutRequest = ({ status, body }: TestAnswer) => ({
      status,
      body: { ...(body as object), requestId: '' },
    });
    expect(foreign.status).toBe(404);
    expect(withoutRequest(foreign)).toEqual(withoutRequest(unknown));
    expect(platform.defects).toEqual([]);
  });
});
