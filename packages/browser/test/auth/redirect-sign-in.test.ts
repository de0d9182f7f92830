import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createRedirectSignIn,
  type RedirectRequest,
  type RedirectSignIn,
} from '../../src/auth/redirect-sign-in.js';
import { fakeStorage, type FakeStorage } from '../support/fake-storage.js';

const origin = 'https://shop.example';
const request: RedirectRequest = {
  authorizeUrl: 'https://login.example/authorize?tenant=shop',
  clientId: 'shop',
  redirectUri: `${origin}/signed-in`,
  returnTo: '/queue?item=1#top',
  issuer: 'https://login.example',
};

function openTab(keep: FakeStorage = fakeStorage()) {
  const clock = {
    at: Date.parse('2026-11-22T10:00:00Z'),
    now: () => clock.at,
    setTimeout: () => () => undefined,
  };
  const redirect: RedirectSignIn = createRedirectSignIn({ keep, origin, clock });
  return { redirect, clock, keep };
}

const back = (sent: URL, more: Record<string, string> = { code: 'c-1' }): string =>
  `${request.redirectUri}?${String(new URLSearchParams({ state: sent.searchParams.get('state') ?? '', ...more }))}`;

const codeOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('C14: a sign-in by way of another page', () => {
  it('goes there with a challenge, and comes back with the verifier, which was in no address', async () => {
    const { redirect, keep } = openTab();

    const sent = await redirect.begin(request);
    const result = redirect.complete(back(sent));

    expect(Object.fromEntries(sent.searchParams)).toMatchObject({
      ...{ tenant: 'shop', response_type: 'code', client_id: 'shop', redirect_uri: request.redirectUri },
      ...{ scope: 'openid', code_challenge_method: 'S256' },
    });
    if (result.outcome !== 'code') throw new Error('refused');
    const { codeVerifier, nonce, returnTo, code, redirectUri } = result;
    expect([code, returnTo, redirectUri, nonce]).toEqual([
      'c-1',
      request.returnTo,
      request.redirectUri,
      sent.searchParams.get('nonce'),
    ]);
    expect(createHash('sha256').update(codeVerifier).digest('base64url')).toBe(
      sent.searchParams.get('code_challenge'),
    );
    expect(codeVerifier).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(sent.href + back(sent)).not.toContain(codeVerifier);
    expect(keep.items.size).toBe(0);
  });

  it.each<[string, (sent: URL) => string]>([
    ['no state', () => `${request.redirectUri}?code=c`],
    ['another state', () => `${request.redirectUri}?code=c&state=made-up`],
    ['an empty state', () => `${request.redirectUri}?code=c&state=`],
    ['two states', (sent) => `${back(sent)}&state=x`],
    ['no code', (sent) => back(sent, {})],
    ['an empty code', (sent) => back(sent, { code: '' })],
    ['two codes', (sent) => `${back(sent)}&code=c-2`],
    ['another issuer', (sent) => back(sent, { code: 'c', iss: 'https://evil.example' })],
  ])('is refused with %s', async (_, answer) => {
    const { redirect } = openTab();
    const sent = await redirect.begin(request);

    expect(codeOf(() => redirect.complete(answer(sent)))).toBe('invalid_request');
  });

  it('works once, in the tab that began it, and not after a quarter of an hour', async () => {
    const { redirect, clock } = openTab();
    const sent = await redirect.begin(request);
    expect(codeOf(() => openTab().redirect.complete(back(sent)))).toBe('invalid_request');

    expect(redirect.complete(back(sent)).outcome).toBe('code');
    expect(codeOf(() => redirect.complete(back(sent)))).toBe('invalid_request');

    const late = await redirect.begin(request);
    clock.at += 900_001;
    expect(codeOf(() => redirect.complete(back(late)))).toBe('invalid_request');
  });

  it('is not ended by a link that somebody made up', async () => {
    const { redirect } = openTab();
    const sent = await redirect.begin(request);

    expect(codeOf(() => redirect.complete(`${request.redirectUri}?code=planted&state=x`))).toBe(
      'invalid_request',
    );
    expect(redirect.complete(back(sent)).outcome).toBe('code');
  });

  it('tells that the provider refused, in words that are safe to show', async () => {
    const { redirect } = openTab();
    const first = redirect.complete(back(await redirect.begin(request), { error: 'access_denied' }));
    const second = redirect.complete(back(await redirect.begin(request), { error: '<script>' }));

    expect([first, second]).toEqual([
      { outcome: 'refused', error: 'access_denied', returnTo: request.returnTo },
      { outcome: 'refused', error: 'unknown', returnTo: request.returnTo },
    ]);
  });

  it('goes on after a reload of the same tab', async () => {
    const { redirect, keep } = openTab();
    const sent = await redirect.begin(request);

    expect(openTab(keep).redirect.complete(back(sent)).outcome).toBe('code');
  });

  it.each<[keyof RedirectRequest, unknown]>([
    ['authorizeUrl', 'http://login.example/authorize'],
    ['authorizeUrl', 'javascript:alert(1)'],
    ['authorizeUrl', undefined],
    ['clientId', ''],
    ['redirectUri', 'https://evil.example/signed-in'],
    ['redirectUri', undefined],
    ['returnTo', 'https://evil.example'],
    ['returnTo', '//evil.example'],
    ['returnTo', '/\\evil.example'],
    ['returnTo', '/\t/evil.example'],
    ['returnTo', 'javascript:alert(1)'],
    ['returnTo', 'https://shop.example@evil.example/'],
    ['returnTo', 7],
  ])('sends nobody elsewhere: %s %j', async (name, value) => {
    const { redirect, keep } = openTab();

    await expect(redirect.begin({ ...request, [name]: value })).rejects.toMatchObject({
      code: expect.stringMatching(/^invalid_(request|options)$/) as string,
    });
    expect(keep.items.size).toBe(0);
  });

  it('returns to this origin or nowhere, whatever it is told', async () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '//',
      '.',
      '..',
      'evil.example',
      '@',
      ':',
      '?',
      '#',
      '%2f',
      '\t',
      'https:',
      'a',
    );

    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), async (parts) => {
        const { redirect } = openTab();
        const sent = await redirect.begin({ ...request, returnTo: parts.join('') }).catch(() => undefined);
        if (sent === undefined) return;

        const { returnTo } = redirect.complete(back(sent));

        expect(new URL(returnTo, origin).origin).toBe(origin);
        expect(returnTo).toMatch(/^\/(?!\/)/);
      }),
      { numRuns: 300 },
    );
  });
});
