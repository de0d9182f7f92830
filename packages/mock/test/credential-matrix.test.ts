import type { Credential, ProfileName } from '@fanfare/contract';
import { operationList, type OperationId } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { mockApi, operationOf, type TestCall } from './support/mock-api.js';
import { sampleCalls } from './support/sample-calls.js';

type Shown = 'none' | 'pk' | 'signed' | 'bearer sk' | 'consumer' | 'pk and consumer' | 'pk and bearer sk';

const shown: readonly Shown[] = [
  'none',
  'pk',
  'signed',
  'bearer sk',
  'consumer',
  'pk and consumer',
  'pk and bearer sk',
];
const rows = (['full', 'hosted'] as const).flatMap((profile) =>
  operationList.flatMap(({ id }) => shown.map((what) => [id as OperationId, what, profile] as const)),
);

/** What a credential refusal looks like; anything else means that the credential was good. */
const refusals = [
  'unauthorized',
  'publishable_key_required',
  'secret_key_required',
  'signature_required',
  'forbidden',
  'Authentication required',
  'Secret key required',
];

/** What the row of the operation says, read without the code under test. */
function expectedOf(id: OperationId, what: Shown, profile: ProfileName): 'good' | 401 | 403 {
  const { auth } = operationOf(id);
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

async function call(id: OperationId, what: Shown, profile: ProfileName) {
  const platform = createMockPlatform({ profile });
  const [shop] = platform.world.organizations;
  const { publishable: pk, secret } = shop.keys.test;
  const api = mockApi(platform);
  const session = await api.guest(shop.keys.test);
  const credentials: Record<Shown, TestCall> = {
    none: {},
    pk: { pk },
    signed: { signedBy: secret },
    'bearer sk': { sk: secret },
    consumer: { token: session.accessToken },
    'pk and consumer': { pk, token: session.accessToken },
    'pk and bearer sk': { pk, sk: secret },
  };
  const samples = sampleCalls(shop, {
    consumerId: session.session.consumerId,
    refreshToken: session.refreshToken,
    grant: 'grant_0123456789abcdef',
    orderId: 'ord_unknown',
  });
  return { platform, answer: await api.call(id, { ...samples[id], ...credentials[what] }) };
}

describe('A1: the credentials of every operation', () => {
  it.each(rows)('%s with %s on %s', async (id, what, profile) => {
    const expected = expectedOf(id, what, profile);

    const { platform, answer } = await call(id, what, profile);

    if (expected === 'good') expect(refusals).not.toContain(answer.error);
    else {
      expect(answer.status).toBe(expected);
      expect(refusals).toContain(answer.error);
    }
    expect(platform.defects).toEqual([]);
  });

  it('covers every operation that there is', () => {
    const platform = createMockPlatform();
    const ids = { consumerId: 'c', refreshToken: 'r', grant: 'g', orderId: 'o' };

    const sampled = Object.keys(sampleCalls(platform.world.organizations[0], ids));

    expect(sampled.sort()).toEqual(operationList.map(({ id }) => id).sort());
  });
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
    const [shop] = platform.world.organizations;
    const ids = {
      consumerId: 'cons_x',
      refreshToken: 'rt_x',
      grant: 'grant_0123456789abcdef',
      orderId: 'ord_x',
    };

    const answer = await mockApi(platform).call(id, { ...sampleCalls(shop, ids)[id], ...given });

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
