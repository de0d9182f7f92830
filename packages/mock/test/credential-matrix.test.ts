import type { Credential, ProfileName } from '@fanfare/contract';
import { operationList, type Operation, type OperationId } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { beforeAll, describe, expect, it } from 'vitest';
import { mockApi, operationOf, type TestCall } from './support/mock-api.js';
import { credentialsOf, shownCredentials, type Shown } from './support/walk/credentials.js';
import { callOf, createWalker } from './support/walk/walker.js';

/** What a credential refusal looks like; anything else means that the credential was good. */
const refusals = [
  'unauthorized',
  'publishable_key_required',
  'secret_key_required',
  'signature_required',
  'Authentication required',
  'Secret key required',
];

/** A page that shows a secret key is refused in a word that a shopper behind a gate hears, too. */
function mixes(what: Shown, error: string | undefined): boolean {
  return what === 'pk and bearer sk' && error === 'forbidden';
}

/** What the row of the operation says, read without the code under test. */
function expectedOf({ auth }: Operation, what: Shown, profile: ProfileName): 'good' | 401 | 403 {
  const allowed = (...combination: Credential[]): boolean =>
    auth.some((listed) => listed.every((credential) => combination.includes(credential)));
  if (allowed()) return 'good';
  switch (what) {
    case 'none':
      return 401;
    case 'pk':
      return allowed('pk') ? 'good' : 401;
    case 'signed':
      return profile === 'full' && allowed('sk') ? 'good' : 401;
    case 'bearer sk':
      return profile === 'hosted' && allowed('sk') ? 'good' : 401;
    case 'consumer':
      return allowed('consumer') ? 'good' : 401;
    case 'pk and consumer':
      return allowed('pk', 'consumer') ? 'good' : 401;
    case 'pk and bearer sk':
      if (allowed('sk')) return profile === 'hosted' ? 'good' : 401;
      return 403;
  }
}

describe.each(['full', 'hosted'] as const)('A1, A2, A3, F13: every operation, profile %s', (profile) => {
  const deliver = (): Promise<Response> => Promise.resolve(new Response(null, { status: 204 }));
  const platform = createMockPlatform({
    profile,
    now: '2026-11-22T10:00:00Z',
    deliver,
    withoutRateLimits: true,
  });
  const [organization] = platform.world.organizations;
  const walker = createWalker({ platform, organization, profile });
  const { call } = mockApi(platform);
  const served = operationList.filter(({ stability }) => profile === 'full' || stability !== 'extension');

  beforeAll(() => walker.stock());

  async function answerTo(row: Operation, what: Shown): Promise<'good' | number> {
    const { token } = what.includes('consumer') ? await walker.shopper() : { token: '' };
    const credentials = credentialsOf(what, { keys: organization.keys.test, token });
    const answer = await call(row.id as OperationId, { ...callOf(walker.request(row)), ...credentials });
    const isRefused = refusals.includes(answer.error ?? '') || mixes(what, answer.error);
    return answer.status < 500 && !isRefused ? 'good' : answer.status;
  }

  it.each(served.map((row) => [row.id, row] as const))(
    '%s takes the credentials of its row only',
    async (_, row) => {
      const expected: Record<string, string | number> = {};
      const found: Record<string, string | number> = {};
      const known = platform.defects.length;
      for (const what of shownCredentials) {
        expected[what] = expectedOf(row, what, profile);
        found[what] = await answerTo(row, what);
      }

      expect(found).toEqual(expected);
      expect(platform.defects.slice(known)).toEqual([]);
    },
  );
});

describe('which refusal a missing or wrong credential gets', () => {
  it.each<[string, ProfileName, OperationId, TestCall, string]>([
    ['no access token', 'full', 'consumers.me', { pk: 'pk_test_aurora_mock' }, 'unauthorized'],
    ['no access token', 'hosted', 'consumers.me', { pk: 'pk_test_aurora_mock' }, 'Authentication required'],
    ['no publishable key', 'full', 'auth.guest', {}, 'publishable_key_required'],
    ['no secret key', 'full', 'queues.admit', {}, 'secret_key_required'],
    ['no secret key', 'hosted', 'queues.admit', {}, 'Secret key required'],
    ['a bearer secret alone', 'full', 'queues.admit', { sk: 'sk_test_aurora_mock' }, 'signature_required'],
    [
      'a signature alone',
      'hosted',
      'queues.admit',
      { signedBy: 'sk_test_aurora_mock' },
      'Secret key required',
    ],
    ['an unknown secret key', 'hosted', 'queues.admit', { sk: 'sk_test_somebody_else' }, 'unauthorized'],
    ['an unknown secret key', 'full', 'queues.admit', { sk: 'sk_test_somebody_else' }, 'key_invalid'],
    ['an unknown publishable key', 'full', 'auth.guest', { pk: 'pk_test_somebody_else' }, 'key_invalid'],
    [
      'a secret key as publishable',
      'full',
      'auth.guest',
      { pk: 'sk_test_aurora_mock' },
      'publishable_key_required',
    ],
    [
      'a secret key of a page',
      'full',
      'auth.guest',
      { pk: 'pk_test_aurora_mock', sk: 'sk_test_aurora_mock' },
      'forbidden',
    ],
    [
      'a token that is none',
      'full',
      'consumers.me',
      { pk: 'pk_test_aurora_mock', token: 'abc' },
      'invalid_token',
    ],
  ])('%s on %s: %s', async (_, profile, id, given, code) => {
    const platform = createMockPlatform({ profile });
    const params = { queueId: platform.world.organizations[0].queue.id };

    const answer = await mockApi(platform).call(id, {
      params,
      ...(operationOf(id).body !== undefined && { body: { consumerId: 'cons_x' } }),
      ...given,
    });

    expect(answer.error).toBe(code);
  });

  it('checks a signature on the hosted profile too, when there is one', async () => {
    const platform = createMockPlatform({ profile: 'hosted' });
    const [shop] = platform.world.organizations;
    const secret = shop.keys.test.secret;
    const body = { provider: 'shop', issuer: 'https://id.example', subject: 'u-1' };
    const { call } = mockApi(platform);

    const good = await call('auth.authorizeExternal', { body, sk: secret, signedBy: secret });
    const bad = await call('auth.authorizeExternal', {
      body,
      sk: secret,
      signedBy: secret,
      sign: { macKey: Buffer.alloc(32) },
    });

    expect(good.status).toBe(200);
    expect(bad.error).toBe('signature_mismatch');
  });
});

describe('an Authorization in another form than Bearer and one token', () => {
  it.each(['Basic dTpw', 'Bearer', 'Bearer a b', 'eyJhbGciOi.e30.x', ''])(
    'is refused rather than overlooked: %j',
    async (authorization) => {
      const platform = createMockPlatform();
      const { status, error } = await mockApi(platform).call('experiences.get', {
        pk: 'pk_test_aurora_mock',
        params: { experienceId: 'exp_aurora' },
        headers: { authorization },
      });

      expect([status, error]).toEqual([401, 'unauthorized']);
    },
  );
});
