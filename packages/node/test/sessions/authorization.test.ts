import { authenticateRequest, createAuthorizer } from '@fanfare/node/authorization';
import { describe, expect, it } from 'vitest';
import { openBackend } from './support/open-backend.js';

const { demand } = createAuthorizer({
  shopper: { reach: 'self', permissions: { orders: ['read', 'write'] } },
});

describe('D5, G8: a principal from the session of a cookie', () => {
  it('is who is signed in, and may do what the roles say; what changes something needs the CSRF token', async () => {
    const { guest, page: open, sessions } = openBackend();
    const page = await guest();
    const { consumerId } = (await sessions.read(page.request('/orders'))) ?? {};
    const principalOf = (request: Request): ReturnType<typeof authenticateRequest> =>
      authenticateRequest(request, {
        verify: () => Promise.reject(new Error('no token here')),
        session: async (incoming: Request) => {
          const session = await sessions.read(incoming);
          if (session === null) return undefined;
          return { id: session.consumerId, roles: [{ role: 'shopper', tenantId: 'shop' }] };
        },
      });
    const order = { resource: 'orders', tenantId: 'shop' };

    const principal = await principalOf(page.request('/orders'));
    expect(principal.id).toBe(consumerId);
    expect(() => demand(principal, 'write', { ...order, ownerId: principal.id })).not.toThrow();
    expect(() => demand(principal, 'read', { ...order, ownerId: 'somebody-else' })).toThrow(
      expect.objectContaining({ name: 'PermissionError' }),
    );

    const post = (headers: Record<string, string>): Request =>
      page.request('/orders', { method: 'POST', headers });
    const origin = 'https://shop.example';
    const csrf = page.cookies.get('__Host-fanfare_csrf') ?? '';
    await expect(principalOf(post({ origin }))).rejects.toMatchObject({ code: 'csrf_token_missing' });
    await expect(
      principalOf(post({ origin: 'https://evil.example', 'x-fanfare-csrf': csrf })),
    ).rejects.toMatchObject({ code: 'csrf_origin_refused' });
    expect(await principalOf(post({ origin, 'x-fanfare-csrf': csrf }))).toEqual(principal);

    // A token that is refused does not fall back on the cookie, and nobody is nobody.
    await expect(principalOf(post({ authorization: 'Bearer abc' }))).rejects.toThrow('no token here');
    await expect(principalOf(open().request('/orders'))).rejects.toMatchObject({ code: 'unauthorized' });
    await page.ask('POST /auth/logout', { body: {} });
    await expect(principalOf(page.request('/orders'))).rejects.toMatchObject({ code: 'unauthorized' });
  });
});
