import type { AuthSession, RefreshResult } from '@fanfare/contract';
import { createMockPlatform, type MockPlatform, type MockPlatformOptions } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { mockApi, type TestAnswer } from './support/mock-api.js';

interface Setting {
  readonly platform: MockPlatform;
  readonly session: AuthSession;
  readonly refresh: (refreshToken: string, pk?: string) => Promise<TestAnswer<RefreshResult>>;
  readonly me: (token: string) => Promise<TestAnswer>;
}

async function signedIn(options?: MockPlatformOptions): Promise<Setting> {
  const platform = createMockPlatform(options);
  const { call, guest } = mockApi(platform);
  const { keys } = platform.world.organizations[0];
  const publishable = keys.test.publishable;
  return {
    platform,
    session: await guest(keys.test),
    refresh: (refreshToken, pk = publishable) => call('auth.refresh', { pk, body: { refreshToken } }),
    me: (token) => call('consumers.me', { pk: publishable, token }),
  };
}

const strict: MockPlatformOptions = { settings: { leewayMs: 0 } };

describe('B4: rotation of refresh tokens', () => {
  it('gives a new pair for the same session and consumer', async () => {
    const { session, refresh, me } = await signedIn();

    const { body } = await refresh(session.refreshToken);

    expect(body.refreshToken).not.toBe(session.refreshToken);
    expect(body.accessToken).not.toBe(session.accessToken);
    expect((await me(body.accessToken)).status).toBe(200);
    expect(payloadOf(body.accessToken)).toMatchObject({
      sub: session.session.consumerId,
      sid: payloadOf(session.accessToken)['sid'],
    });
  });

  it('takes a spent token for an alarm when there is no leeway: the whole family is revoked', async () => {
    const { session, refresh, me } = await signedIn(strict);
    const second = await refresh(session.refreshToken);

    const reuse = await refresh(session.refreshToken);

    expect([reuse.status, reuse.error]).toEqual([401, 'refresh_token_reused']);
    expect((await refresh(second.body.refreshToken)).error).toBe('session_revoked');
    expect((await me(second.body.accessToken)).error).toBe('session_revoked');
    expect((await me(session.accessToken)).error).toBe('session_revoked');
  });

  it('repeats the same pair, byte for byte, for the token just spent within the leeway', async () => {
    const { platform, session, refresh } = await signedIn();
    const first = await refresh(session.refreshToken);
    await platform.clock.advance(10_000);

    const again = await refresh(session.refreshToken);

    expect(JSON.stringify(again.body)).toBe(JSON.stringify(first.body));
    expect((await refresh(first.body.refreshToken)).status).toBe(200);
  });

  it('gives two presentations at once the same pair within the leeway', async () => {
    const { session, refresh } = await signedIn();

    const answers = await Promise.all([1, 2, 3].map(() => refresh(session.refreshToken)));

    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it('lets one of two presentations at once win when there is no leeway', async () => {
    const { session, refresh } = await signedIn(strict);

    const answers = await Promise.all([1, 2].map(() => refresh(session.refreshToken)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('is an alarm after the leeway', async () => {
    const { platform, session, refresh } = await signedIn();
    await refresh(session.refreshToken);
    await platform.clock.advance(10_001);

    expect((await refresh(session.refreshToken)).error).toBe('refresh_token_reused');
  });

  it('is an alarm within the leeway when the successor was spent already', async () => {
    const { session, refresh } = await signedIn();
    const second = await refresh(session.refreshToken);
    const third = await refresh(second.body.refreshToken);

    expect((await refresh(session.refreshToken)).error).toBe('refresh_token_reused');
    expect((await refresh(third.body.refreshToken)).error).toBe('session_revoked');
  });

  it('does not touch another session of the same platform', async () => {
    const { platform, session, refresh, me } = await signedIn(strict);
    const other = await mockApi(platform).guest(platform.world.organizations[0].keys.test);
    await refresh(session.refreshToken);
    await refresh(session.refreshToken);

    expect((await me(other.accessToken)).status).toBe(200);
  });

  it('has no leeway on the hosted profile, and one text for every end', async () => {
    const { session, refresh } = await signedIn({ profile: 'hosted' });
    const second = await refresh(session.refreshToken);

    const ends = [
      await refresh(session.refreshToken),
      await refresh(second.body.refreshToken),
      await refresh('rt_unknown'),
    ];

    expect(ends.map(({ status, body }) => [status, body])).toEqual(
      Array.from({ length: 3 }, () => [401, { error: 'invalid refresh token' }]),
    );
  });

  it('refuses a token that has expired', async () => {
    const { platform, session, refresh } = await signedIn({ settings: { refreshTokenTtlSeconds: 60 } });
    await platform.clock.advance('60s');

    expect((await refresh(session.refreshToken)).error).toBe('refresh_token_expired');
  });

  it.each(['rt_unknown', 'x'])('refuses a token nobody issued: %s', async (token) => {
    const { refresh } = await signedIn();

    expect((await refresh(token)).error).toBe('refresh_token_invalid');
  });

  it('refuses an access token in place of a refresh token', async () => {
    const { session, refresh } = await signedIn();

    const answer = await refresh(session.accessToken.slice(0, 512));

    expect(answer.error).toBe('refresh_token_invalid');
  });

  it('refuses a call without a token, which only a cookie could replace', async () => {
    const { platform } = await signedIn();

    const answer = await mockApi(platform).call('auth.refresh', { pk: 'pk_test_aurora_mock', body: {} });

    expect(answer.error).toBe('refresh_token_invalid');
  });

  it.each(['pk_test_borealis_mock', 'pk_live_aurora_mock'])(
    'D6: does not know the token under %s, and does not spend it either',
    async (pk) => {
      const { session, refresh } = await signedIn(strict);

      const foreign = await refresh(session.refreshToken, pk);

      expect(foreign.error).toBe('refresh_token_invalid');
      expect((await refresh(session.refreshToken)).status).toBe(200);
    },
  );

  it('keeps no token that could be presented', async () => {
    const { session, refresh, platform } = await signedIn();
    const { body } = await refresh(session.refreshToken);

    const log = JSON.stringify(platform.requests);

    for (const token of [session.refreshToken, session.accessToken, body.refreshToken]) {
      expect(log).not.toContain(token);
    }
  });
});

function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
    string,
    unknown
  >;
}
