import { describe, expect, it } from 'vitest';
import { openBackend } from '../sessions/support/open-backend.js';

const asks = [
  ['GET /session', {}],
  ['GET /session of another site', { origin: 'https://evil.example' }],
  ['POST /token', {}],
  ['POST /auth/guest', {}],
  ['POST /auth/guest without a CSRF token', { csrf: null }],
  ['POST /logout', {}],
  ['GET /nowhere', {}],
] as const;

describe('N2, G1: what a backend answers about a session', () => {
  it.each(asks)('is kept by no cache, shown in no frame and guessed by nobody: %s', async (line, ask) => {
    const page = await openBackend().guest();

    const { headers } = await page.ask(line.split(' ').slice(0, 2).join(' '), ask);

    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('vary')).toMatch(/\bOrigin\b.*\bCookie\b/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is not chosen by what a cache does not see: a method, a host or a path that is told beside', async () => {
    const backend = openBackend();
    const page = await backend.guest();
    const told = {
      'x-http-method-override': 'POST',
      'x-forwarded-host': 'evil.example',
      'x-original-url': '/fanfare/logout',
      'x-rewrite-url': '/fanfare/logout',
    };

    const plain = await page.ask('GET /session');
    const poisoned = await page.ask('GET /session', { headers: told });

    expect([poisoned.status, poisoned.data['id']]).toEqual([plain.status, plain.data['id']]);
    expect(poisoned.text).not.toContain('evil.example');
    expect(String(poisoned.headers.get('set-cookie'))).not.toContain('evil.example');
    expect((await page.ask('GET /session')).data['session']).toEqual(plain.data['session']);
  });
});
