import type { ProfileName } from '@fanfare/contract';
import type { OperationId } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { mockApi, operationOf, type TestCall } from './support/mock-api.js';

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
