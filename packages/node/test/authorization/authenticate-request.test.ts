import { authenticateRequest, createAuthorizer, roleSets } from '@fanfare/node/authorization';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { openMerchant } from '../support/open-merchant.js';
import { guestShopper } from '../support/shopper.js';

const analyst = { id: 'mem_1', roles: [{ role: 'analyst', tenantId: 'org_1' }] };
const verify = async (token: string) => {
  if (token === 'good') return analyst;
  throw new Error('not good');
};
const request = (headers: Record<string, string>): Request =>
  new Request('https://shop.example/', { headers });

describe('D5: who makes a request', () => {
  it('is who the token says', async () => {
    await expect(authenticateRequest(request({ authorization: 'Bearer good' }), { verify })).resolves.toEqual(
      analyst,
    );
    const ofNode = { headers: { authorization: 'bearer good', 'x-role': ['owner', 'owner'] } };
    await expect(authenticateRequest(ofNode, { verify })).resolves.toEqual(analyst);
  });

  it.each<[string, { headers: Record<string, string | string[]> }]>([
    ['no token', { headers: {} }],
    ['another scheme', { headers: { authorization: 'Basic good' } }],
    ['two tokens in one header', { headers: { authorization: 'Bearer good, Bearer good' } }],
    ['two headers', { headers: { authorization: ['Bearer good', 'Bearer good'] } }],
    ['a token with a space', { headers: { authorization: 'Bearer good good' } }],
    ['a token elsewhere', { headers: { 'x-access-token': 'good', cookie: 'token=good' } }],
  ])('is nobody with %s', async (_, given) => {
    const spy = vi.fn(verify);

    await expect(authenticateRequest(given, { verify: spy })).rejects.toMatchObject({
      name: 'AuthenticationError',
      code: 'unauthorized',
    });
    expect(spy).not.toHaveBeenCalled();
  });

  it('is nobody with a token that is not good', async () => {
    await expect(authenticateRequest(request({ authorization: 'Bearer bad' }), { verify })).rejects.toThrow(
      'not good',
    );
  });

  it('is not raised by anything that a request says', async () => {
    const { can } = createAuthorizer(roleSets.team);
    const target = { resource: 'settings', tenantId: 'org_1' };
    const names = fc.constantFrom(
      'role',
      'roles',
      'x-role',
      'x-user-role',
      'x-roles',
      'cookie',
      'x-tenant-id',
      'x-forwarded-user',
    );
    const values = fc.constantFrom(
      'owner',
      'super_admin',
      'role=owner',
      '{"role":"owner"}',
      '["owner"]',
      'org_2',
    );

    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, values), async (headers) => {
        const address = `https://shop.example/?role=owner&roles[]=owner`;
        const body = JSON.stringify({ role: 'owner', roles: [{ role: 'owner', tenantId: 'org_1' }] });
        const sent = new Request(address, {
          method: 'POST',
          headers: { ...headers, authorization: 'Bearer good' },
          body,
        });

        const principal = await authenticateRequest(sent, { verify });

        expect(principal).toEqual(analyst);
        expect(can(principal, 'read', target)).toBe(false);
      }),
    );
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no roles', { id: 'mem_1' }],
    ['roles that are a text', { id: 'mem_1', roles: 'owner' }],
    ['a role that is a text', { id: 'mem_1', roles: ['owner'] }],
    ['a tenant that is a list', { id: 'mem_1', roles: [{ role: 'owner', tenantId: ['org_1'] }] }],
    ['no id', { id: '', roles: [] }],
  ])('is nobody where verify yields %s', async (_, principal) => {
    const sent = request({ authorization: 'Bearer good' });

    await expect(
      authenticateRequest(sent, { verify: () => principal as typeof analyst }),
    ).rejects.toMatchObject({ code: 'invalid_token' });
  });

  it('needs to be told how tokens are verified', async () => {
    await expect(
      authenticateRequest(request({}), {} as Parameters<typeof authenticateRequest>[1]),
    ).rejects.toMatchObject({ code: 'invalid_options' });
  });
});

describe('D4: a shopper of the platform as a principal', () => {
  it('has what is their own, and a token of another organization is refused', async () => {
    const merchant = openMerchant({ organizationId: 'org_aurora' });
    const shopper = await guestShopper(merchant.platform, merchant.shop);
    const { can } = createAuthorizer(roleSets.events);
    const asConsignor = async (token: string) => {
      const { consumerId, organizationId } = await merchant.fanfare.tokens.verify(token);
      return { id: consumerId, roles: [{ role: 'consignor', tenantId: organizationId }] };
    };
    const sent = request({ authorization: `Bearer ${shopper.accessToken}` });

    const principal = await authenticateRequest(sent, { verify: asConsignor });

    const own = { resource: 'products', tenantId: 'org_aurora', ownerId: shopper.consumerId };
    expect(can(principal, 'delete', own)).toBe(true);
    expect(can(principal, 'delete', { ...own, ownerId: 'cons_other' })).toBe(false);
    expect(can(principal, 'delete', { ...own, tenantId: 'org_borealis' })).toBe(false);
  });
});
